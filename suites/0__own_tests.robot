*** Settings ***
Documentation       Task 0: the app's own tests pass and cover its code. Nothing waits for them.

Resource            ../keywords/environment.resource

Suite Setup         Start The App

Test Tags           task:0    severity:high    beside
Test Timeout        8 minutes


*** Test Cases ***
At least 75 of the app's own tests pass
    [Metadata]    Contract    plan.app-tests
    [Tags]    dod:app-tests    long
    The Target Must Allow    app-source
    Own Tests Should Pass    75

None of the app's own tests fails
    [Metadata]    Contract    plan.app-tests
    [Tags]    dod:app-tests
    The Target Must Allow    app-source
    No Own Test Should Fail

The app's own tests cover at least 65 % of its lines
    [Metadata]    Contract    plan.coverage
    [Tags]    dod:app-coverage
    The Target Must Allow    app-source
    Lines Should Be Covered    65
