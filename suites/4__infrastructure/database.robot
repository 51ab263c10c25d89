*** Settings ***
Documentation       The database: the promised table, and a row for each run.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use The Shared App

Test Tags           task:4    dod:database-rows    quick


*** Test Cases ***
The table of runs is as promised
    [Metadata]    Contract    data.table
    [Tags]    severity:high
    The Target Must Allow    database
    Table Should Be As Promised

A run's row says what its result says
    [Metadata]    Contract    data.row    data.row-created
    [Tags]    severity:critical
    The Target Must Allow    database
    ${symbols} =    Get Symbols With Data    2
    ${result} =    Run Backtest    symbols=${symbols}    strategy=volume_zone_breakout
    Row Should Describe    ${result}
