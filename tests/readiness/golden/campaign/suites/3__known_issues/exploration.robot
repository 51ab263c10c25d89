*** Settings ***
Documentation       A small campaign for the tests of the gate.
Library             readiness.recorder.EvidenceLibrary
Test Tags           task:3


*** Variables ***
${SEEN}     medium


*** Test Cases ***
The console is read
    [Tags]    severity:medium    dod:exploration
    Record Finding    console-warning    A warning on the viewer    ${SEEN}    console    Warning: key | is missing
    Record Fact    lines    Lines read    ${12}

The security of the app is looked at
    [Tags]    severity:high    dod:exploration
    Skip    The target gives no access to its log.
