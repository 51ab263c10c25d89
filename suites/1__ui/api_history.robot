*** Settings ***
Documentation       What was run is kept: stored, latest, history with its filters, downloads; by a model.

Resource            ../../keywords/backtest_api.resource
Library             backtest.history_library.HistoryLibrary

Suite Setup         Start With Stored Runs
Suite Teardown      Stop Private App

Test Tags           task:1    dod:api-history    severity:high


*** Test Cases ***
A result is stored as it was answered
    [Metadata]    Contract    stored.result
    [Tags]    severity:critical    -severity:high
    [Template]    Stored Result Should Be As Answered
    strategy=volume_long_candle
    strategy=volume_zone_breakout
    # Hundreds of signals, and none.
    strategy=volume_zone_breakout    volume_window=2    top_percentile=0.8    breakout_buffer=0
    body_pct=1

The newest run is the latest at once
    [Metadata]    Contract    latest.newest
    [Tags]    severity:critical    -severity:high
    ${first} =    Make A Run
    ${latest} =    Read    /api/backtests/latest
    Results Should Be Equal    ${first}    ${latest}
    ${second} =    Make A Run    end=${YEAR}-06-30
    ${latest} =    Read    /api/backtests/latest
    Results Should Be Equal    ${second}    ${latest}

A run is in the history at once and described as it is
    [Metadata]    Contract    history.item    history.at-once
    [Tags]    severity:critical    -severity:high
    ${symbols} =    Get Symbols With Data    3
    Reverse List    ${symbols}
    ${result} =    Make A Run    symbols=${symbols}
    ${page} =    Get History Page
    Item Should Describe    ${page}[items][0]    ${result}
    Item Should Be Of Now    ${page}[items][0]

A run of hours is described as one
    [Metadata]    Contract    history.item
    [Tags]    severity:critical    -severity:high    dod:figures-further    -dod:api-history
    ${symbol} =    Get Symbol With Timeframe    1H
    ${start}    ${end} =    Get Period    ${symbol}    1H
    ${result} =    Make A Run    symbols=${symbol}    timeframe=1h    start=${start}    end=${end}
    ${page} =    Get History Page
    Item Should Describe    ${page}[items][0]    ${result}

The history lists all runs, newest first, ten at a time
    [Metadata]    Contract    history.newest-first    history.limit
    [Template]    History Should Follow The Model
    offset=0
    limit=10
    limit=100

The history is cut into pages as asked
    [Metadata]    Contract    history.limit    history.offset
    [Template]    History Should Follow The Model
    limit=1
    limit=3    offset=4
    limit=10    offset=10
    limit=10    offset=20
    limit=100    offset=1
    limit=5    offset=100000

The history is filtered by strategy
    [Metadata]    Contract    history.strategy
    [Template]    History Should Follow The Model
    strategy=volume_long_candle
    strategy=volume_zone_breakout
    strategy=volume_zone_breakout    limit=2    offset=1

The history is filtered by the number of signals
    [Metadata]    Contract    history.min-signals    history.max-signals
    ${middle} =    Get Middle Signals
    History Should Follow The Model    min_signals=${middle}    limit=100
    History Should Follow The Model    max_signals=${middle}    limit=100
    History Should Follow The Model    min_signals=${middle}    max_signals=${middle}
    History Should Follow The Model    min_signals=1000000
    History Should Follow The Model    max_signals=0    limit=100

The history is filtered by the average return in percent
    [Metadata]    Contract    history.min-return    history.max-return
    ${middle} =    Get Middle Return
    History Should Follow The Model    min_return=${middle}    limit=100
    History Should Follow The Model    max_return=${middle}    limit=100
    History Should Follow The Model    min_return=-100    max_return=${middle}    limit=100
    History Should Follow The Model    min_return=${middle}    max_return=100    limit=3
    History Should Follow The Model    min_return=1000
    History Should Follow The Model    min_return=0    limit=100
    History Should Follow The Model    max_return=0    limit=100
    History Should Follow The Model    min_return=0    max_return=0    limit=100

The average return of a run is that of all its symbols
    [Metadata]    Contract    history.min-return    history.max-return
    ${symbols} =    Get Symbols With Data    3
    ${result} =    Make A Run    symbols=${symbols}
    ${limits} =    Get Returns Between A Symbol And All    ${result}
    Each Limit Should Follow The Model    @{limits}

Filters join
    [Metadata]    Contract    history.strategy    history.min-return    history.max-return    history.min-signals
    ...    history.max-signals
    ${signals} =    Get Middle Signals
    ${return} =    Get Middle Return
    History Should Follow The Model    strategy=volume_long_candle    max_signals=${signals}    limit=100
    History Should Follow The Model    strategy=volume_zone_breakout    min_return=${return}    limit=100
    History Should Follow The Model    min_signals=${signals}    max_return=${return}    limit=100    offset=1
    # Dates that leave out nothing, whatever day of a run they look at.
    History Should Follow The Model    strategy=volume_long_candle    min_signals=${signals}
    ...    date_from=1970-01-01    date_to=2999-12-31    limit=100

The history is filtered by dates
    [Metadata]    Contract    history.date-from    history.date-to
    ${yesterday}    ${today}    ${tomorrow} =    Get Days Around Today
    ${now} =    Dates Should Be Explained    ${today}    ${today}
    ${range} =    Dates Should Be Explained    ${YEAR}-02-01    ${YEAR}-10-31
    ${around} =    Dates Should Be Explained    ${yesterday}    ${tomorrow}
    ${ever} =    Dates Should Be Explained    1970-01-01    2999-12-31
    ${future} =    Dates Should Be Explained    2998-01-01    2999-12-31
    Readings Should Agree    ${now}    ${range}    ${around}    ${ever}    ${future}

One date alone filters the history as well
    [Metadata]    Contract    history.one-date    history.date-from    history.date-to
    ${yesterday}    ${today}    ${tomorrow} =    Get Days Around Today
    ${since} =    First Date Should Be Explained    ${today}
    ${never} =    First Date Should Be Explained    ${tomorrow}
    ${until} =    Last Date Should Be Explained    ${tomorrow}
    ${before} =    Last Date Should Be Explained    ${yesterday}
    ${spring} =    Last Date Should Be Explained    ${YEAR}-04-15
    ${both} =    Dates Should Be Explained    ${yesterday}    ${tomorrow}
    Readings Should Agree    ${since}    ${never}    ${until}    ${before}    ${spring}    ${both}

A minimum above its maximum is refused
    [Metadata]    Contract    history.min-above-max    error.detail
    [Template]    Query Should Be Refused
    400    min_return=5    max_return=-5
    400    min_signals=10    max_signals=9
    400    min_return=0    max_return=-0.5
    400    min_return=0.5    max_return=0
    400    min_signals=1    max_signals=0

A limit or an offset outside its range does not count
    [Documentation]    It may be refused or brought into the range.
    [Metadata]    Contract    history.limit-range
    [Template]    Page Should Keep Its Range
    limit=0
    limit=101
    limit=-1
    limit=many
    offset=-1
    offset=many

A filter that is no number is refused
    [Metadata]    Contract    history.filter-form
    [Template]    Query Should Be Refused
    400 or 422    min_return=high
    400 or 422    max_return=high
    400 or 422    min_signals=many

Odd filters never make the server fail
    [Metadata]    Contract    error.never-5xx
    [Tags]    severity:critical    -severity:high
    [Template]    Query Should Not Break The Server
    date_from=yesterday
    date_to=${YEAR}-02-30
    date_from=${YEAR}-12-31    date_to=${YEAR}-01-01
    min_return=NaN
    min_return=Infinity    max_return=-Infinity
    min_signals=99999999999999999999
    offset=99999999999999999999
    strategy=' OR 1=1 --
    strategy=%00

An unknown run is not found
    [Metadata]    Contract    stored.unknown    stored.no-run-id    error.detail    error.no-leak
    [Template]    Path Should Be Refused
    404    /api/backtests/00000000-0000-4000-8000-000000000000
    404    /api/backtests/00000000-0000-4000-8000-000000000000/download
    404 or 422    /api/backtests/index
    404 or 422    /api/backtests/index.json
    404 or 422    /api/backtests/index/download
    404 or 422    /api/backtests/presets
    404 or 422    /api/backtests/..%2Findex
    404 or 422    /api/backtests/..%2F..%2Fstrategies%2Fpresets
    404 or 422    /api/backtests/..%2F..%2F..%2Fetc%2Fpasswd/download

A download is the stored result under its own name
    [Metadata]    Contract    stored.download
    [Tags]    severity:critical    -severity:high
    ${result} =    Make A Run    strategy=volume_zone_breakout
    ${response} =    Ask For    /api/backtests/${result}[run_id]/download
    Response Should Be A Download Of    ${response}    ${result}

Reading and saving a run changes nothing
    [Metadata]    Contract    stored.reading
    [Tags]    severity:critical    -severity:high
    ${result} =    Make A Run
    Run Should Be There    ${result}
    Run Should Be There    ${result}

Nothing is latest only while nothing is stored
    [Metadata]    Contract    latest.newest
    [Tags]    severity:critical    -severity:high
    ${page} =    Get History Page
    ${response} =    Ask For    /api/backtests/latest
    Latest Should Fit The History    ${response}    ${page}

A refused run is not stored
    [Metadata]    Contract    refuse.not-stored
    [Tags]    severity:critical    -severity:high
    ${before} =    Get History Page
    Run Should Be Refused    404    symbols=NO-SUCH-COIN
    Run Should Be Refused    422    start=${YEAR}-02-01    end=${YEAR}-01-01
    ${after} =    Get History Page
    Should Be Equal As Integers    ${after}[total]    ${before}[total]
    Should Be Equal    ${after}[items]    ${before}[items]


*** Keywords ***
Each Limit Should Follow The Model
    [Documentation]    As a minimum and as a maximum of the average return.
    [Arguments]    @{limits}
    FOR    ${limit}    IN    @{limits}
        History Should Follow The Model    min_return=${limit}    limit=100
        History Should Follow The Model    max_return=${limit}    limit=100
    END

Stored Result Should Be As Answered
    [Arguments]    &{request}
    ${result} =    Make A Run    &{request}
    ${stored} =    Get Stored Result    ${result}[run_id]
    Results Should Be Equal    ${result}    ${stored}

Run Should Be There
    [Documentation]    By its id, as the latest, in the history and as a file to save.
    [Arguments]    ${result}
    ${stored} =    Get Stored Result    ${result}[run_id]
    Results Should Be Equal    ${result}    ${stored}
    ${latest} =    Read    /api/backtests/latest
    Results Should Be Equal    ${result}    ${latest}
    ${page} =    Get History Page
    Item Should Describe    ${page}[items][0]    ${result}
    ${response} =    Ask For    /api/backtests/${result}[run_id]/download
    Response Should Be A Download Of    ${response}    ${result}

Start With Stored Runs
    Start Private App    empty_store=${False}    ui=${False}
    Open The API
    Learn Stored Runs    ${API_URL}
    FOR    ${month}    IN    01    02    03    04    05    06    07
        Make A Run    start=${YEAR}-${month}-02    vol_multiplier=1.2    body_pct=0.01
        Make A Run    strategy=volume_zone_breakout    start=${YEAR}-${month}-03    end=${YEAR}-11-20
        ...    volume_window=20
    END
    Make A Run    body_pct=1
    ${symbols} =    Get Symbols With Data    3
    Make A Run    start=${YEAR}-03-01    symbols=${symbols}[1]
    Make A Run    symbols=${symbols}[2]    strategy=volume_zone_breakout

Make A Run
    [Documentation]    Runs a backtest and adds it to the model.
    [Arguments]    &{request}
    ${result} =    Run Backtest    &{request}
    Remember Run    ${result}
    RETURN    ${result}

History Should Follow The Model
    [Arguments]    &{query}
    ${response} =    Ask For    /api/backtests/history    &{query}
    Response Should Have Status    ${response}    200
    Body Should Match Schema    ${response.json()}    history
    Items Should Be Newest First    ${response.json()}[items]
    Page Should Follow The Model    ${response}    &{query}

Dates Should Be Explained
    [Arguments]    ${first}    ${last}
    ${response} =    Ask For    /api/backtests/history    date_from=${first}    date_to=${last}    limit=100
    Response Should Have Status    ${response}    200
    ${readings} =    Page Should Follow The Dates    ${response}    ${first}    ${last}
    RETURN    ${readings}

First Date Should Be Explained
    [Arguments]    ${first}
    ${response} =    Ask For    /api/backtests/history    date_from=${first}    limit=100
    Response Should Have Status    ${response}    200
    ${readings} =    Page Should Follow The Dates    ${response}    ${first}    9999-12-31
    RETURN    ${readings}

Last Date Should Be Explained
    [Arguments]    ${last}
    ${response} =    Ask For    /api/backtests/history    date_to=${last}    limit=100
    Response Should Have Status    ${response}    200
    ${readings} =    Page Should Follow The Dates    ${response}    0001-01-01    ${last}
    RETURN    ${readings}

Query Should Be Refused
    [Arguments]    ${status}    &{query}
    ${response} =    Ask For    /api/backtests/history    &{query}
    Response Should Be An Error    ${response}    ${status}

Page Should Keep Its Range
    [Arguments]    &{query}
    ${response} =    Ask For    /api/backtests/history    &{query}
    IF    ${response.status_code} != 200
        Response Should Be An Error    ${response}    400 or 422
    ELSE
        Should Be True    1 <= ${response.json()}[limit] <= 100    The limit of the answer is out of its range.
        Should Be True    ${response.json()}[offset] >= 0    The offset of the answer is out of its range.
    END

Query Should Not Break The Server
    [Arguments]    &{query}
    ${response} =    Ask For    /api/backtests/history    &{query}
    Response Should Have Status    ${response}    200 or 400 or 404 or 422

Path Should Be Refused
    [Arguments]    ${status}    ${path}
    ${response} =    Ask For    ${path}
    Response Should Be An Error    ${response}    ${status}
