*** Settings ***
Documentation       A small campaign for the tests of the gate.
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
    Should Be Equal    ${RESULT}    stored

수익은 초록색이다
    [Tags]    severity:high    dod:ui-backtest-flow
    Should Be Equal    ${COLOUR}    green
