*** Settings ***
Documentation       Candles made for the corners of the contract, on an app of their own, by the oracle.

Resource            ../../keywords/infrastructure.resource
Library             exploration.library.ExplorationLibrary

Suite Setup         Start With Crafted Candles
Suite Teardown      Stop Private App
Test Template       Figures Should Be Right

Test Tags           task:1    dod:figures-on-edges    severity:critical


*** Test Cases ***
A bar is a bar and not a day
    [Metadata]    Contract    trade.exit    figure.avg-hold
    GAPS-1    2025-01-01    2025-12-31    hold_period_bars=1
    GAPS-1    2025-02-10    2025-11-20    hold_period_bars=5

Years join without a seam
    [Metadata]    Contract    range.years    data.layout
    YEARS-1    2023-06-01    2025-06-30
    YEARS-1    2023-12-20    2024-03-10    hold_period_bars=3
    YEARS-1    2024-01-01    2024-12-31    hold_period_bars=30
    YEARS-1    2024-02-29    2024-03-20

A trade that ends where it began has not won
    [Metadata]    Contract    figure.win-rate
    TICKS-1    2025-01-01    2025-12-31
    TICKS-1    2025-01-01    2025-12-31    hold_period_bars=2

A curve that only falls has its drawdown from the start
    [Metadata]    Contract    figure.drawdown    figure.max-drawdown
    FALLING-1    2025-01-01    2025-12-31
    FALLING-1    2025-03-01    2025-09-30    hold_period_bars=10

A curve that rises has no drawdown it did not have
    [Metadata]    Contract    figure.drawdown    figure.max-drawdown    figure.equity
    RISING-1    2025-01-01    2025-12-31    hold_period_bars=20

Long wicks are no long candle
    [Metadata]    Contract    long.wicks
    WICKS-1    2025-01-01    2025-12-31

Symbols whose candles begin and end apart keep their own
    [Metadata]    Contract    run.symbol-figures    range.partly-empty
    SHORT-1,YEARS-1,GAPS-1    2024-11-01    2025-12-31

Fewer candles than the window are enough
    [Metadata]    Contract    long.short-start    trade.no-exit-yet
    SHORT-1    2025-01-01    2025-01-15
    SHORT-1    2025-01-01    2025-12-31    hold_period_bars=14
    SHORT-1    2025-01-01    2025-12-31    hold_period_bars=100

Volumes may be whole numbers
    [Metadata]    Contract    data.columns
    WHOLE_1    2025-01-01    2025-12-31

Volumes may be of billions
    [Metadata]    Contract    data.columns    long.surge
    LARGE-1    2025-01-01    2025-12-31
    LARGE-1    2025-02-01    2025-12-31    hold_period_bars=4

Volumes may be below one
    [Metadata]    Contract    data.columns    long.surge    zone.spread
    FRACTIONS-1    2025-01-01    2025-12-31

Thousands of bars have all their trades
    [Metadata]    Contract    trade.overlap    run.total    zone.window
    HALF-1    2025-01-01    2025-06-30    timeframe=1h

Prices keep all their decimals
    [Metadata]    Contract    trade.entry    trade.exit    trade.return
    SMALL-1    2025-01-01    2025-12-31
    SMALL-1    2025-03-01    2025-10-31    hold_period_bars=3

Bars without a trade break nothing
    [Metadata]    Contract    zone.spread    long.surge
    QUIET-1    2025-01-01    2025-12-31
    QUIET-1    2025-02-01    2025-11-30    hold_period_bars=6

A file's times may be of any unit
    [Metadata]    Contract    data.columns    range.years
    UNITS-1    2024-11-01    2025-05-31

New candles are in the inventory and can be run
    [Metadata]    Contract    inventory.files
    [Tags]    task:4    dod:data-added    severity:high    -severity:critical    -task:1    -dod:figures-on-edges
    [Template]    New Candles Should Be Noticed
    NEW-1

A range between the candles has no data
    [Metadata]    Contract    refuse.no-data-range
    [Tags]    severity:high    -severity:critical
    [Template]    Run Should Be Refused
    404    symbols=SHORT-1    start=2025-02-01    end=2025-02-28
    404    symbols=YEARS-1    start=2025-07-01    end=2025-07-31
    404    symbols=HOURS-1    start=2025-03-01    end=2025-03-31
    404    symbols=SHORT-1    start=2025-02-01    end=2025-02-28    strategy=volume_zone_breakout

A symbol without data among others is refused or answered, not left out
    [Metadata]    Contract    refuse.no-data-range    run.order
    [Template]    No Symbol Should Be Left Out
    YEARS-1,SHORT-1
    SHORT-1,GAPS-1
    GAPS-1,SHORT-1,YEARS-1

A queued run has the timeframe that was asked for
    [Metadata]    Contract    task.completed    run.timeframe
    [Template]    Queued Figures Should Be Right
    HOURS-1    timeframe=4h    start=2025-03-01    end=2025-05-31

A queued run that takes a while is running meanwhile
    [Metadata]    Contract    task.status
    [Template]    Queued Run Should Be Told As Running
    DECADES-1

A queued run whose candles have gone ends as well
    [Metadata]    Contract    task.failed
    [Template]    Queued Run Should End Without Candles
    GONE-1

A damaged candle file never makes the server fail
    [Metadata]    Contract    error.never-5xx    error.no-leak
    [Template]    Damaged Candles Should Be Told
    BROKEN-1
    CUT-1

No stranger's origin is allowed where none is configured
    [Documentation]    This app has no front end and is told no origins.
    [Metadata]    Contract    cors.stranger    cors.credentials
    [Tags]    task:3    dod:origins-by-default    -task:1    -dod:figures-on-edges
    [Template]    Origin Should Not Be Allowed
    ${API_URL}    /api/strategies    http://evil.example
    ${API_URL}    /no/such/path    http://evil.example

The last day of a range has all its hours
    [Metadata]    Contract    range.both-ends    run.timeframe
    HOURS-1    2025-03-01    2025-05-31    timeframe=4h
    HOURS-1    2025-03-15    2025-04-14    timeframe=4h    hold_period_bars=7

A bar that meets each threshold exactly is a long candle, one whose wick meets its own is none
    [Metadata]    Contract    long.surge    long.body    long.wicks
    [Template]    Signals Should Come In Turns
    EDGES-1    1,4    vol_multiplier=1    body_pct=0.25
    EDGES-1    1,4    vol_multiplier=1    body_pct=0.25    vol_ma_window=1

A zone that holds just the share is the resistance, and a high that just meets it breaks through
    [Metadata]    Contract    zone.resistance    zone.breakout
    [Template]    Signals Should Come In Turns
    EDGES-2    1,2,3    strategy=volume_zone_breakout    volume_window=1    num_bins=2    top_percentile=0.5
    ...    breakout_buffer=0

# Comes last: where a run of so many bars takes minutes, the app is busy for a while.
Health is answered while a long run goes on
    [Metadata]    Contract    api.health-fast
    [Tags]    severity:high    -severity:critical
    [Template]    Health Should Be Answered During
    DECADES-1


*** Keywords ***
Make Long Run Request
    [Documentation]    All bars, the longest windows, and next to no signals.
    [Arguments]    ${symbol}
    ${body} =    Make Run Request    strategy=volume_zone_breakout    symbols=${symbol}    timeframe=1h
    ...    start=2006-01-01    end=2025-12-31    volume_window=200    num_bins=100    breakout_buffer=0.9
    RETURN    ${body}

Health Should Be Answered During
    [Arguments]    ${symbol}
    ${body} =    Make Long Run Request    ${symbol}
    Health Should Not Wait For A Run    ${API_URL}    ${body}

Signals Should Come In Turns
    [Documentation]    Of each four bars, those of the given places are signals.
    [Arguments]    ${symbol}    ${places}    &{params}
    ${result} =    Run Backtest    symbols=${symbol}    start=2025-01-01    end=2025-01-20    &{params}
    Signals Should Be Every Fourth    ${result}    ${places}

New Candles Should Be Noticed
    [Documentation]    The file is written after the inventory and runs were asked for. Whether candles are kept in
    ...    memory is the app's own affair: they count when it was started again, at the latest.
    [Arguments]    ${symbol}
    Inventory Should Follow The Filter
    Run Should Be Refused    404    naming=${symbol}    symbols=${symbol}
    Add Candles    ${symbol}
    Wait Until Keyword Succeeds    10s    0.5s    Inventory Should Follow The Filter
    Restart Service    backend
    ${result} =    Run Backtest    symbols=${symbol}    start=2025-01-01    end=2025-12-31
    Result Should Match The Oracle    ${result}

No Symbol Should Be Left Out
    [Documentation]    The range has candles of some of the symbols only.
    [Arguments]    ${symbols}
    ${response} =    Try To Run    symbols=${symbols}    start=2025-02-01    end=2025-02-28
    Response Should Have Status    ${response}    200 or 404
    IF    ${response.status_code} == 200
        ${answered} =    Get Field Of Each    ${response.json()}[symbols]    symbol
        Should Be Equal    ${{ ",".join($answered) }}    ${symbols}
    END

Queued Run Should End Without Candles
    [Documentation]    The worker comes to it when they have gone. An app may have read them when it accepted the run.
    [Arguments]    ${symbol}
    Stop Service    worker
    ${queued} =    Try To Queue    symbols=${symbol}    start=2025-01-01    end=2025-12-31
    Response Should Have Status    ${queued}    202
    Take Candles Away    ${symbol}
    Start Service    worker
    Task Should End Without A Leak    ${API_URL}    ${queued}    within=20
    [Teardown]    Start Service    worker

Queued Figures Should Be Right
    [Arguments]    ${symbol}    &{request}
    ${task_id} =    Queue A Run    symbols=${symbol}    &{request}
    ${task} =    Wait Until Task Ends    ${API_URL}    ${task_id}
    ${run_id} =    Task Should Have Completed    ${task}
    ${stored} =    Get Stored Result    ${run_id}
    ${result} =    Run Backtest    symbols=${symbol}    hold_period_bars=2    &{request}
    Figures Should Be Equal    ${stored}    ${result}
    Result Should Match The Oracle    ${stored}

Queued Run Should Be Told As Running
    [Documentation]    Of all bars, as below; one that is done in a moment may never be seen running.
    [Arguments]    ${symbol}
    ${body} =    Make Long Run Request    ${symbol}
    ${response} =    Send    /api/backtests/run-async    ${body}
    Response Should Have Status    ${response}    202
    Long Task Should Be Told As Running    ${API_URL}    ${response.json()}[task_id]

Damaged Candles Should Be Told
    [Documentation]    What lies there is no candle file: not the client's fault, and no reason to fall over.
    [Arguments]    ${symbol}
    Damage Candles    ${symbol}
    ${response} =    Try To Run    symbols=${symbol}    start=2025-01-01    end=2025-12-31
    Response Should Be An Error    ${response}    404 or 409 or 422 or 503
    ${queued} =    Try To Queue    symbols=${symbol}    start=2025-01-01    end=2025-12-31
    Response Should Have Status    ${queued}    202 or 404 or 409 or 422 or 503
    Task Should End Without A Leak    ${API_URL}    ${queued}
    Read    /api/data/inventory    symbol=${symbol}

Start With Crafted Candles
    Start The App
    The Target Must Allow    private
    ${folder} =    Make Crafted Candles
    Start Private App    ui=${False}    data_root=${folder}
    Open The API

Figures Should Be Right
    [Documentation]    With both strategies, with defaults and with windows that are short.
    [Arguments]    ${symbol}    ${start}    ${end}    &{more}
    ${result} =    Run Backtest    symbols=${symbol}    start=${start}    end=${end}    &{more}
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    start=${start}    end=${end}    body_pct=0.01
    ...    vol_ma_window=7    &{more}
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    start=${start}    end=${end}
    ...    strategy=volume_zone_breakout    &{more}
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    start=${start}    end=${end}
    ...    strategy=volume_zone_breakout    volume_window=12    breakout_buffer=0.002    &{more}
    Result Should Match The Oracle    ${result}
