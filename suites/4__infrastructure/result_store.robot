*** Settings ***
Documentation       Results, index, history and database: the same runs in all of them, whatever happens.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use An App With Runs
Suite Teardown      Stop Private App

Test Tags           task:4    dod:result-store    severity:critical


*** Test Cases ***
Each stored result has the promised shape
    Result Files Should Be Sound

The index has the promised shape and is small
    [Tags]    severity:high    -severity:critical
    Index Should Be Sound

Files, index, database and history know the same runs
    Stored Runs Should Agree    ${API_URL}
    Index Should Equal The History    ${API_URL}

Runs that are refused leave nothing behind
    Run Should Be Refused    404    symbols=NO-SUCH-COIN
    Run Should Be Refused    422    vol_ma_window=0
    Stored Runs Should Agree    ${API_URL}

Nothing else lies among the results
    [Tags]    severity:medium    -severity:critical
    Nothing Else Should Lie In The Results

A preset lies in the presets' file under its name
    VAR    &{params}    body_pct=${0.03}
    VAR    &{preset}    name=filed    strategy=volume_long_candle    params=${params}
    ${response} =    Delete    /api/strategies/presets/filed
    Response Should Have Status    ${response}    204 or 404
    ${response} =    Send    /api/strategies/presets    ${preset}
    Response Should Have Status    ${response}    201
    Presets File Should Name    filed    kept

The newest run is the first of the index
    ${result} =    Run Backtest
    ${page} =    Get History Page
    Index Should Hold    ${page}[total]    ${result}[run_id]

A queued run is the latest and the first of the index
    Run Backtest
    ${run_id} =    Run Through The Queue To Its End
    ${latest} =    Read    /api/backtests/latest
    Should Be Equal    ${latest}[run_id]    ${run_id}
    ${page} =    Get History Page
    Should Be Equal    ${page}[items][0][run_id]    ${run_id}
    Index Should Hold    ${page}[total]    ${run_id}

A hundred runs of eight clients are all kept, and no reading is torn
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-05-31
    Runs From Many Clients Should Be Kept    ${API_URL}    ${request}    100    8
    Stored Runs Should Agree    ${API_URL}
    Index Should Be Sound
    Nothing Else Should Lie In The Results
