*** Settings ***
Documentation       Runs that go through the queue and the worker, to the end.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App

Test Tags           task:1    dod:api-async    severity:critical    quick


*** Test Cases ***
A queued run is accepted
    [Metadata]    Contract    task.accepted
    ${response} =    Try To Queue
    Response Should Have Status    ${response}    202
    Body Should Match Schema    ${response.json()}    task accepted
    Moment Should Be Now    ${response.json()}[created_at]
    Wait Until Task Ends    ${API_URL}    ${response.json()}[task_id]

A queued run ends with the result of a run made at once
    [Metadata]    Contract    task.completed    task.status
    [Template]    Queued Run Should Equal A Run
    volume_long_candle    body_pct=0.03
    volume_zone_breakout    breakout_buffer=0
    # Without a signal.
    volume_long_candle    body_pct=1

A queued run is stored and in the history
    [Metadata]    Contract    task.completed    history.at-once
    ${task} =    Run Through The Queue    body_pct=0.015
    ${run_id} =    Task Should Have Completed    ${task}
    ${stored} =    Get Stored Result    ${run_id}
    Task Result Should Be    ${task}    ${stored}
    ${page} =    Get History Page    limit=100
    Page Should List    ${page}    ${run_id}

Several queued runs all end with their own results
    [Metadata]    Contract    task.completed
    ${symbols} =    Get Symbols Up To    5
    ${task_ids} =    Queue A Run Of Each    ${symbols}
    Each Task Should Store Its Symbol    ${task_ids}    ${symbols}

A queued run without data is refused or fails with the reason
    [Metadata]    Contract    task.failed
    ${response} =    Try To Queue    symbols=NO-SUCH-COIN
    Task Should Be Refused Or Fail    ${API_URL}    ${response}    naming=NO-SUCH-COIN

The worker goes on after a run that failed
    [Metadata]    Contract    task.completed
    ${response} =    Try To Queue    symbols=NO-SUCH-COIN
    Task Should Be Refused Or Fail    ${API_URL}    ${response}    naming=NO-SUCH-COIN
    ${task} =    Run Through The Queue
    Task Should Have Completed    ${task}

Bad input is refused before it is queued
    [Metadata]    Contract    task.validation
    [Tags]    severity:high    -severity:critical
    [Template]    Queued Run Should Be Refused
    strategy=no_such_strategy
    start=${YEAR}-02-01    end=${YEAR}-01-01
    start=${YEAR}-02-30
    vol_ma_window=0
    vol_multiplier=11
    body_pct=many
    strategy=volume_zone_breakout    num_bins=1
    symbols=../etc
    symbols=krw-btc
    start=${YEAR}/01/02
    hold_period_bars=1.5

Bodies that are no run are refused before they are queued
    [Metadata]    Contract    task.validation
    [Tags]    severity:high    -severity:critical
    [Template]    Queued Text Should Be Refused
    null
    \[]
    {
    {"strategy": "volume_long_candle"}
    {"strategy": "volume_long_candle", "symbols": [], "start_date": "2025-01-01", "end_date": "2025-02-01"}
    {"strategy": "volume_long_candle", "symbols": ["KRW-BTC"], "start_date": "2025-01-01"}

An unknown task is not found
    [Metadata]    Contract    task.unknown
    [Tags]    severity:high    -severity:critical
    [Template]    Status Should Be Refused
    404    00000000-0000-4000-8000-000000000000
    404 or 422    no-such-task
    404 or 422    ..%2F..%2Fetc

A task that ended a while ago is still known
    [Metadata]    Contract    task.status
    ${task} =    Run Through The Queue
    Task Should Have Completed    ${task}
    # Who asks only every ten seconds is to be answered as well.
    Task Should Be As It Was    ${API_URL}    ${task}    after=11


*** Keywords ***
Run Through The Queue
    [Arguments]    &{request}
    ${response} =    Try To Queue    &{request}
    Response Should Have Status    ${response}    202
    ${task} =    Wait Until Task Ends    ${API_URL}    ${response.json()}[task_id]
    RETURN    ${task}

Queue A Run Of Each
    [Documentation]    Queues a run of each symbol without waiting for any; gives the tasks' ids in that order.
    [Arguments]    ${symbols}
    VAR    @{task_ids}    @{EMPTY}
    FOR    ${symbol}    IN    @{symbols}
        ${response} =    Try To Queue    symbols=${symbol}
        Append To List    ${task_ids}    ${response.json()}[task_id]
    END
    RETURN    ${task_ids}

Each Task Should Store Its Symbol
    [Documentation]    Each task ends, and its result is that of the symbol it was given.
    [Arguments]    ${task_ids}    ${symbols}
    FOR    ${task_id}    ${symbol}    IN ZIP    ${task_ids}    ${symbols}    mode=STRICT
        ${task} =    Wait Until Task Ends    ${API_URL}    ${task_id}
        ${run_id} =    Task Should Have Completed    ${task}
        ${stored} =    Get Stored Result    ${run_id}
        Should Be Equal    ${stored}[symbols][0][symbol]    ${symbol}
    END

Queued Run Should Equal A Run
    [Arguments]    ${strategy}    &{params}
    ${found} =    Get Symbols With Data    3
    # Backwards: an order that no sorting gives.
    VAR    ${symbols}    ${{ $found[::-1] }}
    ${task} =    Run Through The Queue    strategy=${strategy}    symbols=${symbols}    hold_period_bars=4
    ...    &{params}
    ${run_id} =    Task Should Have Completed    ${task}
    ${stored} =    Get Stored Result    ${run_id}
    ${result} =    Run Backtest    strategy=${strategy}    symbols=${symbols}    hold_period_bars=4
    ...    &{params}
    Result Should Match Its Schema    ${stored}
    Figures Should Be Equal    ${stored}    ${result}

Queued Run Should Be Refused
    [Arguments]    &{request}
    ${response} =    Try To Queue    &{request}
    Response Should Be An Error    ${response}    422

Queued Text Should Be Refused
    [Arguments]    ${text}
    ${response} =    Send Text    /api/backtests/run-async    ${text}
    Response Should Be An Error    ${response}    422

Status Should Be Refused
    [Arguments]    ${status}    ${task_id}
    ${response} =    Ask For    /api/backtests/status/${task_id}
    Response Should Be An Error    ${response}    ${status}

Page Should List
    [Arguments]    ${page}    ${run_id}
    ${ids} =    Get Field Of Each    ${page}[items]    run_id
    List Should Contain Value    ${ids}    ${run_id}
