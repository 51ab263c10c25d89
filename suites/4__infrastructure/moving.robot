*** Settings ***
Documentation       A backup taken while the app works, and the switch to another storage: an app that knows nothing
...                 but what was copied works as the one before.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use An App With Runs
Suite Teardown      Stop Private App

Test Tags           task:4


*** Test Cases ***
A backup is whole
    [Metadata]    Contract    plan.backup
    [Tags]    dod:backup    severity:critical
    ${folder} =    Get Backup
    Backup Should Be Whole    ${folder}

A backup that was brought back serves everything
    [Metadata]    Contract    plan.backup    data.movable
    [Tags]    dod:backup-restore    severity:critical
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

What has to move is listed with its size
    [Metadata]    Contract    plan.move-list
    [Tags]    dod:storage-switch    severity:high
    Record The Checklist

No stored file is bound to its place
    [Metadata]    Contract    plan.move-list
    [Tags]    dod:storage-switch    severity:high
    No Result Should Name A Path

An app works on its moved data as before
    [Metadata]    Contract    data.movable
    [Tags]    dod:relocation    severity:critical
    The Target Must Allow    private
    ${before} =    Get Picture Of The Store    ${API_URL}
    ${folder} =    Get Copy Of The Data
    ${dump} =    Get Database Dump
    Start A Second App    ${folder}    ${dump}
    ${after} =    Get Picture Of The Store    ${API_URL}
    Pictures Should Be Equal    ${before}    ${after}
    ${result} =    Run Backtest    strategy=volume_zone_breakout
    Result Should Match The Oracle    ${result}
    Run Through The Queue To Its End
    [Teardown]    Leave The Second App
