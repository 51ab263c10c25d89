*** Settings ***
Documentation       A small campaign for the tests of the gate.
Metadata            Contract    run.answer    run.listed    run.unwritten    run.shape    run.figures    run.again
Library             readiness.recorder.EvidenceLibrary
Test Tags           task:1


*** Variables ***
${RESULT}       stored
${COLOUR}       green


*** Test Cases ***
A run is stored
    [Metadata]    Contract    stored.result    run.shape
    [Tags]    severity:critical    dod:ui-backtest-flow
    Attach Artifact    screen    ${{ b'not really a picture' }}    screenshot    The results of a run
    Record Fact    request    Request    curl -X POST http://127.0.0.1:8000/api/backtests/run -d '{"symbols": ["KRW-BTC"]}'
    Record Fact    expected    Expected    ${{ {'status': 'stored', 'bytes': 16413} }}
    Record Fact    observed    Observed    ${{ {'status': 'lost', 'bytes': 0} }}
    Record Fact    contract    Contract    2, POST /api/backtests/run
    Attach Artifact    backend    2026-11-24 ERROR the store is | away\nno row was written    log    Log of the backend
    Should Be Equal    lost | nowhere\nsecond line    stored    The run should be stored

수익은 초록색이다
    [Tags]    severity:high    dod:ui-backtest-flow
    Should Be Equal    ${COLOUR}    green
