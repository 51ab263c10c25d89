*** Settings ***
Documentation       Task 3: what nobody asked about: generated requests.

Resource            ../../keywords/exploration.resource

Suite Setup         Start The App

Test Tags           task:3    dod:exploration


*** Test Cases ***
Generated requests find no server error and no broken promise
    [Metadata]    Contract    plan.exploration
    [Tags]    severity:high    long
    [Setup]    Start An App To Explore
    Fuzzing Should Find Nothing    ${API_URL}
    [Teardown]    Stop Private App
