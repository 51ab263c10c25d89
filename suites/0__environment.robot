*** Settings ***
Documentation       Task 0: the services are up and really used, the candles are there.

Resource            ../keywords/configuration.resource
Resource            ../keywords/environment.resource

Suite Setup         Open The API To Read

Test Tags           task:0    severity:critical
Test Timeout        3 minutes


*** Test Cases ***
The backend answers that it is healthy
    [Metadata]    Contract    plan.services    api.health
    [Tags]    dod:services-healthy
    Service Should Be Healthy    backend

The front end serves its page
    [Metadata]    Contract    plan.services
    [Tags]    dod:services-healthy
    Service Should Be Healthy    frontend

PostgreSQL is up and gets a row for a run
    [Metadata]    Contract    plan.services
    [Tags]    dod:services-healthy
    The Target Must Allow    write
    Store Should Be Healthy    postgres    database
    A Run Should Reach The Database

Redis is up and hands a queued run to the worker
    [Metadata]    Contract    data.queue    plan.services
    [Tags]    dod:services-healthy
    The Target Must Allow    write
    Store Should Be Healthy    redis    redis
    Service Should Be Healthy    worker
    A Queued Run Should Be Done

The versions in use are known
    [Metadata]    Contract    plan.versions
    [Tags]    dod:services-healthy    severity:medium    -severity:critical
    Versions Should Be Known

Nothing of an earlier campaign is in the way
    [Metadata]    Contract    plan.clean-start
    [Tags]    dod:services-healthy    severity:high    -severity:critical
    ${found} =    Get Leftovers
    Record Fact    leftovers    Left by killed campaigns and removed at the start    ${found}
    No Leftovers Should Remain

The base file has the candles of 2025
    [Metadata]    Contract    plan.base-file
    [Tags]    dod:base-data-file    severity:high    -severity:critical
    Candle File Should Exist    ${DATA_ROOT}    KRW-BTC/1D/2025.parquet

Three symbols have a year of sound daily candles
    [Metadata]    Contract    plan.candles
    [Tags]    dod:test-data    severity:high    -severity:critical
    Candles Should Be Recorded
    Enough Symbols Should Have A Year    ${DATA_ROOT}    3    365
    Candles Should Be Sound    ${DATA_ROOT}
