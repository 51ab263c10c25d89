*** Settings ***
Documentation       A small campaign for the tests of the gate.
Library             readiness.recorder.EvidenceLibrary
Test Tags           task:0


*** Variables ***
${ENVIRONMENT}      fine


*** Test Cases ***
The services are up
    [Tags]    severity:critical    dod:services-healthy
    Should Be Equal    ${ENVIRONMENT}    fine
    Record Fact    versions    Versions    ${{ {'backend': '1.0', 'pytest': '9.2.0'} }}
    Record Fact    leftovers    Left by killed campaigns    ${{ [] }}
    Record Fact    candle-files    Candle files    ${{ [{'symbol': 'KRW-BTC', 'year': 2025, 'rows': 365, 'bytes': 16413}] }}
    Record Measurement    memory    201302016    B    limit=2147483648
    Record Measurement    pytest    92    tests    limit=75    comparison=>=
