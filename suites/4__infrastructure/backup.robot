*** Settings ***
Documentation       A backup taken while the app works, and brought back into an app that knows nothing.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use An App With Runs
Suite Teardown      Stop Private App

Test Tags           task:4    severity:critical


*** Test Cases ***
A backup is whole
    [Metadata]    Contract    plan.backup
    [Tags]    dod:backup
    ${folder} =    Get Backup
    Backup Should Be Whole    ${folder}

A backup that was brought back serves everything
    [Metadata]    Contract    plan.backup    data.movable
    [Tags]    dod:backup-restore
    The Target Must Allow    private
    ${before} =    Get Picture Of The Store    ${API_URL}
    ${folder} =    Get Backup
    Start A Second App    ${folder}/data    ${folder}
    ${after} =    Get Picture Of The Store    ${API_URL}
    Pictures Should Be Equal    ${before}    ${after}
    Stored Runs Should Agree    ${API_URL}
    ${result} =    Run Backtest
    Result Should Match The Oracle    ${result}
    [Teardown]    Leave The Second App
