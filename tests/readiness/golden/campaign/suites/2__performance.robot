*** Settings ***
Documentation       A small campaign for the tests of the gate.
Library             readiness.recorder.EvidenceLibrary
Test Tags           task:2


*** Variables ***
${SECONDS}      ${2.1234567}
${OUTCOME}      ${None}


*** Test Cases ***
A run answers in time
    [Tags]    severity:high    dod:response-sla
    Record Measurement    run    ${SECONDS}    s    limit=1    n=59    p50=1.2    p95=2.1234567    max=2.5    sla=response_time    outcome=${OUTCOME}

The bottleneck is known
    [Tags]    severity:medium    dod:bottleneck
    Record Measurement
    ...    parts    0.2    s    breakdown=${{ {'load': 0.1, 'compute': 0.08, 'serialise': 0.02} }}
