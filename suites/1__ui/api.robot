*** Settings ***
Documentation       A run through the API: its shape, and every figure by an independent oracle.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App

Test Tags           task:1    dod:backtest-figures    severity:critical    quick


*** Test Cases ***
A run has the promised shape
    [Metadata]    Contract    run.shape    run.metadata    run.execution-date
    ${result} =    Run Backtest
    Result Should Match Its Schema    ${result}
    Moment Should Be Now    ${result}[metadata][execution_date]

Each figure of a long candle run is right
    [Metadata]    Contract    run.echo    run.signal-time    run.signals-ascend    run.curve-dates    trade.entry
    ...    trade.exit    trade.overlap    trade.return    figure.win-rate    figure.avg-return    figure.avg-hold
    ...    figure.equity    figure.drawdown    figure.max-drawdown    long.body
    ${result} =    Run Backtest
    Should Not Be Empty    ${result}[symbols][0][signals]
    Result Should Match The Oracle    ${result}

Each figure of a zone breakout run is right
    [Metadata]    Contract    run.echo    run.signal-time    run.signals-ascend    run.curve-dates    trade.entry
    ...    trade.exit    trade.overlap    trade.return    figure.win-rate    figure.avg-return    figure.avg-hold
    ...    figure.equity    figure.drawdown    figure.max-drawdown    zone.window    zone.spread    zone.resistance
    ...    zone.breakout
    ${result} =    Run Backtest    strategy=volume_zone_breakout
    Should Not Be Empty    ${result}[symbols][0][signals]
    Result Should Match The Oracle    ${result}

Each parameter of the long candle changes the signals as promised
    [Metadata]    Contract    run.echo    trade.overlap    long.surge    long.short-start    long.body    long.wicks
    [Template]    Long Candle Should Be Right With
    vol_ma_window=5
    vol_ma_window=200
    vol_ma_window=1    vol_multiplier=1
    vol_multiplier=1
    vol_multiplier=1.1    body_pct=0.002
    vol_multiplier=1.25    body_pct=0.002
    vol_multiplier=1.75    body_pct=0.002
    vol_multiplier=2    body_pct=0.002
    vol_multiplier=2.25    body_pct=0.002
    vol_multiplier=2.5
    vol_multiplier=2.75    body_pct=0.002
    vol_multiplier=3    body_pct=0.002    vol_ma_window=40
    body_pct=0.01    vol_multiplier=1
    body_pct=0.001
    body_pct=0.04
    hold_period_bars=2
    hold_period_bars=20
    hold_period_bars=100    vol_multiplier=1    body_pct=0.005

Each parameter of the zone breakout changes the signals as promised
    [Metadata]    Contract    run.echo    trade.overlap    trade.exit    zone.window    zone.spread    zone.resistance
    ...    zone.breakout
    [Template]    Zone Breakout Should Be Right With
    volume_window=1
    volume_window=10    top_percentile=0.3    breakout_buffer=0
    volume_window=200
    top_percentile=0.05
    top_percentile=0.9
    breakout_buffer=0
    breakout_buffer=0.1
    num_bins=2
    num_bins=100
    hold_period_bars=7

Each symbol of a run has its own right figures
    [Metadata]    Contract    run.symbol-figures
    ${symbols} =    Get Symbols Up To    10
    ${result} =    Run Backtest    symbols=${symbols}
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbols}    strategy=volume_zone_breakout
    Result Should Match The Oracle    ${result}

Symbols come back in the order of the request
    [Metadata]    Contract    run.order    run.symbol-figures
    ${symbols} =    Get Symbols Up To    20
    Reverse List    ${symbols}
    ${result} =    Run Backtest    symbols=${symbols}
    Symbols Of Result Should Be    ${result}    ${symbols}
    ${result} =    Run Backtest    symbols=${symbols}    strategy=volume_zone_breakout
    Symbols Of Result Should Be    ${result}    ${symbols}

The total counts the signals of all symbols
    [Metadata]    Contract    run.total
    ${symbols} =    Get Symbols With Data    3
    ${result} =    Run Backtest    symbols=${symbols}
    ${count} =    Total Should Be The Sum    ${result}
    Should Be True    ${count} > 0    The candles give no signal: nothing was compared.
    ${response} =    Try To Run    symbols=${symbols}[0],${symbols}[1],${symbols}[0]
    Response Should Have Status    ${response}    200 or 422
    IF    ${response.status_code} == 200    Total Should Be The Sum    ${response.json()}

Each signal is a buy of its own symbol
    [Metadata]    Contract    run.signal-type
    ${symbols} =    Get Symbols With Data    3
    ${result} =    Run Backtest    symbols=${symbols}
    Signals Should Be Buys Of Their Symbol    ${result}
    ${result} =    Run Backtest    symbols=${symbols}    strategy=volume_zone_breakout
    Signals Should Be Buys Of Their Symbol    ${result}

Points of a curve are dated by day
    [Metadata]    Contract    run.curve-date-form
    [Tags]    severity:medium    -severity:critical
    ${result} =    Run Backtest
    Curve Should Be Dated By Day    ${result}

A symbol asked for alone has the figures that it has among others
    [Metadata]    Contract    run.symbol-figures
    ${symbols} =    Get Symbols With Data    3
    ${together} =    Run Backtest    symbols=${symbols}
    ${alone} =    Run Backtest    symbols=${symbols}[2]
    Parts Should Be Equal    ${together}[symbols][2]    ${alone}[symbols][0]

The same request gives the same figures each time
    [Metadata]    Contract    run.repeatable
    ${first} =    Run Backtest    strategy=volume_zone_breakout    start=${YEAR}-02-03
    ${second} =    Run Backtest    strategy=volume_zone_breakout    start=${YEAR}-02-03
    Figures Should Be Equal    ${first}    ${second}
    Should Not Be Equal    ${first}[run_id]    ${second}[run_id]

A run says in seconds how long it took
    [Metadata]    Contract    run.execution-time
    ${symbols} =    Get Symbols Up To    10
    ${response} =    Try To Run    symbols=${symbols}    strategy=volume_zone_breakout
    ${result} =    Get Result    ${response}
    Execution Time Should Fit The Answer    ${result}[execution_time]    ${response}

Runs asked for at once have each their own answer
    [Metadata]    Contract    stored.at-once
    ${symbols} =    Get Symbols Up To    8
    Runs At Once Should Have Their Own Answers    ${API_URL}    ${symbols}

Signal times say that they are UTC
    [Metadata]    Contract    run.signal-utc
    [Tags]    severity:medium    -severity:critical
    ${result} =    Run Backtest
    Should Not Be Empty    ${result}[symbols][0][signals]
    Signal Times Should Be In UTC    ${result}


*** Keywords ***
Total Should Be The Sum
    [Documentation]    The total is the number of signals that are listed; gives it.
    [Arguments]    ${result}
    ${count} =    Get Signal Count    ${result}
    Should Be Equal As Integers    ${result}[total_signals]    ${count}
    RETURN    ${count}

Long Candle Should Be Right With
    [Arguments]    &{params}
    ${result} =    Run Backtest    &{params}
    Result Should Match The Oracle    ${result}

Zone Breakout Should Be Right With
    [Arguments]    &{params}
    ${result} =    Run Backtest    strategy=volume_zone_breakout    &{params}
    Result Should Match The Oracle    ${result}
