*** Settings ***
Documentation       Volumes and environment variables: as declared, and as in effect.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use The Shared App

Test Tags           task:4    dod:volumes-variables    severity:high    quick


*** Test Cases ***
Declared volumes and variables keep the data
    [Metadata]    Contract    plan.volumes
    Declared Volumes Should Keep The Data

Backend and worker are given the same variables
    [Metadata]    Contract    plan.variables
    [Template]    Variable Should Be The Same For Both
    DATA_ROOT
    DATABASE_URL
    REDIS_URL
    ENVIRONMENT

The variable for the data is in effect
    [Metadata]    Contract    plan.data-root
    [Tags]    severity:critical    -severity:high
    ${root} =    Variable Should Be In Effect    backend    DATA_ROOT
    Should Be Equal    ${root}    ${DATA_ROOT}
    ${queued} =    Run Through The Queue To Its End
    ${result} =    Run Backtest
    Result Should Lie In The Data    ${queued}
    Result Should Lie In The Data    ${result}[run_id]

Queued runs and others name the same environment
    [Metadata]    Contract    run.metadata
    [Tags]    severity:medium    -severity:high
    ${result} =    Run Backtest
    ${queued} =    Run Through The Queue To Its End
    ${stored} =    Get Stored Result    ${queued}
    Should Be Equal    ${stored}[metadata][environment]    ${result}[metadata][environment]

There is room for the data to grow
    [Metadata]    Contract    plan.room
    There Should Be Room    1


*** Keywords ***
Variable Should Be The Same For Both
    [Arguments]    ${name}
    ${backend} =    Variable Should Be In Effect    backend    ${name}
    ${worker} =    Variable Should Be In Effect    worker    ${name}
    Should Be True    $backend == $worker    ${name} differs between backend and worker.
