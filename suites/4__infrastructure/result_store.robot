*** Settings ***
Documentation       Results, index, history and database: the same runs in all of them, whatever happens.
...                 The index stays small: it names the newest thousand runs, while all of them are kept.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use An App With Runs
Suite Teardown      Stop Private App

Test Tags           task:4    dod:result-store    severity:critical


*** Test Cases ***
Each stored result has the promised shape
    [Metadata]    Contract    data.result-file
    Result Files Should Be Sound

A result lies in its file as it was answered
    [Metadata]    Contract    data.result-file    data.result-file-content
    ${symbols} =    Get Symbols With Data    3
    ${result} =    Run Backtest    symbols=${symbols}    strategy=volume_zone_breakout    hold_period_bars=3
    Result File Should Hold    ${result}

The index has the promised shape and is small
    [Metadata]    Contract    data.index    data.index-small
    Index Should Be Sound

Files, index, database and history know the same runs
    [Metadata]    Contract    data.same-runs    data.index    data.index-items
    Stored Runs Should Agree    ${API_URL}
    Index Should Equal The History    ${API_URL}

Runs that are refused leave nothing behind
    [Metadata]    Contract    refuse.not-stored    data.same-runs
    Run Should Be Refused    404    symbols=NO-SUCH-COIN
    Run Should Be Refused    422    vol_ma_window=0
    ${body} =    Make Run Request    symbols=NO-SUCH-COIN
    ${response} =    Send    /api/backtests/run-async    ${body}
    Task Should Be Refused Or Fail    ${API_URL}    ${response}    naming=NO-SUCH-COIN
    Stored Runs Should Agree    ${API_URL}

Nothing else lies among the results
    [Metadata]    Contract    data.no-strangers
    [Tags]    severity:high    -severity:critical
    Nothing Else Should Lie In The Results

A preset lies in the presets' file under its name
    [Metadata]    Contract    data.presets-file
    Keep A Preset    filed    body_pct=${0.03}
    Presets File Should Name    filed    kept

The presets' file follows what is replaced and deleted
    [Metadata]    Contract    data.presets-file-content
    Keep A Preset    replaced    body_pct=${0.03}
    Keep A Preset    deleted    body_pct=${0.04}
    Filed Preset Should Hold    replaced    body_pct=${0.03}
    Change A Preset    replaced    vol_ma_window=${15}
    Drop A Preset    deleted
    Filed Preset Should Hold    replaced    vol_ma_window=${15}
    Presets File Should Lack    deleted

Presets made by many clients at once are all kept
    [Metadata]    Contract    preset.create    preset.delete    data.presets-file
    Presets Made At Once Should Be Kept    ${API_URL}    12
    Presets File Should Name    kept

The newest run is the first of the index
    [Metadata]    Contract    data.index
    ${result} =    Run Backtest
    ${page} =    Get History Page
    Index Should Hold    ${page}[total]    ${result}[run_id]

A queued run is the latest and the first of the index
    [Metadata]    Contract    latest.newest    data.index
    Run Backtest
    ${run_id} =    Run Through The Queue To Its End
    ${latest} =    Read    /api/backtests/latest
    Should Be Equal    ${latest}[run_id]    ${run_id}
    ${page} =    Get History Page
    Should Be Equal    ${page}[items][0][run_id]    ${run_id}
    Index Should Hold    ${page}[total]    ${run_id}

A hundred runs of eight clients are all kept, and no reading is torn
    [Documentation]    The worker stores runs meanwhile as well: two processes write the index.
    [Metadata]    Contract    stored.at-once    data.index-atomic    data.index    data.same-runs
    ${task_ids} =    Queue Runs    20
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-05-31
    Runs From Many Clients Should Be Kept    ${API_URL}    ${request}    100    8
    FOR    ${task_id}    IN    @{task_ids}
        ${task} =    Wait Until Task Ends    ${API_URL}    ${task_id}    within=60
        Task Should Have Completed    ${task}
    END
    Stored Runs Should Agree    ${API_URL}
    Index Should Be Sound
    Nothing Else Should Lie In The Results

The index names the newest thousand runs and the older ones are kept
    [Metadata]    Contract    data.index-limit    data.all-kept
    [Tags]    long
    [Timeout]    8 minutes
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-03-31
    ${ids} =    Fill Store With    ${API_URL}    ${request}    1010
    Index Should Hold    1000    ${ids}[last]
    Index Should Be Sound
    ${first} =    Get Stored Result    ${ids}[first]
    ${response} =    Ask For    /api/backtests/${ids}[first]/download
    Response Should Be A Download Of    ${response}    ${first}
    Stored Runs Should Agree    ${API_URL}
    History Should Reach Back To    ${API_URL}    ${ids}[first]

The index is whole after a restart
    [Metadata]    Contract    data.index    data.same-runs    stored.restart
    [Tags]    dod:survival    -dod:result-store
    The Target Must Allow    private
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-03-31
    Fill Store With    ${API_URL}    ${request}    12
    Restart Service    backend
    Index Should Equal The History    ${API_URL}
    Stored Runs Should Agree    ${API_URL}


*** Keywords ***
Queue Runs
    [Documentation]    Without waiting for any; gives the tasks' ids.
    [Arguments]    ${count}
    VAR    @{task_ids}    @{EMPTY}
    FOR    ${_}    IN RANGE    ${count}
        ${task_id} =    Queue A Run
        Append To List    ${task_ids}    ${task_id}
    END
    RETURN    ${task_ids}

Keep A Preset
    [Documentation]    Whether or not there is one of that name already.
    [Arguments]    ${name}    &{params}
    Drop A Preset    ${name}
    VAR    &{preset}    name=${name}    strategy=volume_long_candle    params=${params}
    ${response} =    Send    /api/strategies/presets    ${preset}
    Response Should Have Status    ${response}    201

Change A Preset
    [Arguments]    ${name}    &{params}
    VAR    &{preset}    name=${name}    strategy=volume_long_candle    params=${params}
    ${response} =    Replace    /api/strategies/presets/${name}    ${preset}
    Response Should Have Status    ${response}    200

Filed Preset Should Hold
    [Arguments]    ${name}    &{params}
    ${preset} =    Get Preset From File    ${name}
    Preset Should Hold    ${preset}    volume_long_candle    ${params}

Drop A Preset
    [Arguments]    ${name}
    ${response} =    Delete    /api/strategies/presets/${name}
    Response Should Have Status    ${response}    204 or 404
