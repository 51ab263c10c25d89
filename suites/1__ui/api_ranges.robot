*** Settings ***
Documentation       Date ranges, timeframes and defaults: their edges, by the oracle.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App

Test Tags           task:1    dod:backtest-figures    severity:critical    quick


*** Test Cases ***
A range of any length has the right figures
    [Metadata]    Contract    range.both-ends
    [Template]    Range Should Be Right
    ${YEAR}-01-01    ${YEAR}-01-31
    ${YEAR}-03-05    ${YEAR}-06-04
    ${YEAR}-11-20    ${YEAR}-12-31
    ${YEAR}-06-01    ${YEAR}-06-02

The first day of a range is part of it
    [Metadata]    Contract    range.both-ends
    ${days} =    Find Signal Days    ${SYMBOL}    ${YEAR}
    ${result} =    Run Backtest    start=${days}[0]    vol_multiplier=1    body_pct=0.005
    Result Should Match The Oracle    ${result}
    First Signal Should Be On    ${result}    ${days}[0]

The last day of a range is part of it
    [Metadata]    Contract    range.both-ends    trade.no-exit-yet
    ${days} =    Find Signal Days    ${SYMBOL}    ${YEAR}    days=2
    ${result} =    Run Backtest    end=${days}[1]    vol_multiplier=1    body_pct=0.005    hold_period_bars=3
    Result Should Match The Oracle    ${result}
    ${next} =    Get Next Day    ${SYMBOL}    ${days}[1]
    ${result} =    Run Backtest    end=${next}    vol_multiplier=1    body_pct=0.005
    Result Should Match The Oracle    ${result}

A signal whose exit is not there yet is no trade and no error
    [Metadata]    Contract    trade.no-exit-yet    run.no-signals    run.one-day
    ${days} =    Find Signal Days    ${SYMBOL}    ${YEAR}
    ${result} =    Run Backtest    start=${days}[0]    end=${days}[0]    vol_multiplier=1    body_pct=0.005
    Result Should Match The Oracle    ${result}

A range of one day with data is accepted
    [Metadata]    Contract    run.one-day
    ${result} =    Run Backtest    start=${YEAR}-03-03    end=${YEAR}-03-03
    Result Should Match The Oracle    ${result}

A range may begin and end where there are no candles
    [Metadata]    Contract    range.partly-empty
    ${result} =    Run Backtest    start=2001-01-01    end=2100-12-31    vol_multiplier=2
    Result Should Match The Oracle    ${result}

A range over a year's border has the right figures
    [Metadata]    Contract    range.years
    [Tags]    dod:figures-further    -dod:backtest-figures
    ${symbol} =    Get Symbol With Years    2024    2025
    ${result} =    Run Backtest    symbols=${symbol}    start=2024-12-01    end=2025-02-10    body_pct=0.01
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    start=2024-12-01    end=2025-02-10
    ...    strategy=volume_zone_breakout    volume_window=20
    Result Should Match The Oracle    ${result}

A leap day is a day like others
    [Metadata]    Contract    range.years
    [Tags]    dod:figures-further    -dod:backtest-figures
    ${symbol} =    Get Symbol With Day    2024-02-29
    ${result} =    Run Backtest    symbols=${symbol}    start=2024-02-20    end=2024-02-29    vol_ma_window=1
    ...    vol_multiplier=1    body_pct=0.0001
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    start=2024-02-29    end=2024-03-31    body_pct=0.005
    Result Should Match The Oracle    ${result}

The edges of all ranges are read in one way
    [Metadata]    Contract    range.one-reading
    [Tags]    severity:high    dod:figures-further    -dod:backtest-figures    -severity:critical
    [Template]    Ranges Should Share One Reading
    body_pct=0.005    vol_multiplier=1.1    vol_ma_window=100    hold_period_bars=10
    strategy=volume_zone_breakout    volume_window=30    hold_period_bars=10

Another timeframe has its own right figures
    [Metadata]    Contract    run.timeframe
    [Tags]    dod:figures-further    -dod:backtest-figures
    ${symbol} =    Get Symbol With Timeframe    1H
    ${start}    ${end} =    Get Period    ${symbol}    1H
    # The days first: no candles of theirs may be left in the hours' run.
    ${result} =    Run Backtest    symbols=${symbol}    start=${start}    end=${end}
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    timeframe=1h    start=${start}    end=${end}
    ...    body_pct=0.002
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    symbols=${symbol}    timeframe=1h    start=${start}    end=${end}
    ...    strategy=volume_zone_breakout    breakout_buffer=0
    Result Should Match The Oracle    ${result}

Without a timeframe a run takes days
    [Metadata]    Contract    run.default-timeframe
    ${plain} =    Run Backtest
    ${explicit} =    Run Backtest    timeframe=1d
    Should Be Equal    ${plain}[timeframe]    1d
    Figures Should Be Equal    ${plain}    ${explicit}

Parameters left out are the contract's defaults
    [Metadata]    Contract    long.defaults    zone.defaults
    [Template]    Defaults Should Be Used
    volume_long_candle
    volume_zone_breakout

A run without a signal has figures of zero
    [Metadata]    Contract    run.no-signals
    ${result} =    Run Backtest    body_pct=1
    Result Should Match The Oracle    ${result}
    Should Be Equal As Integers    ${result}[total_signals]    0
    Should Be Empty    ${result}[symbols][0][signals]
    Curve Should Be Empty    ${result}
    ${result} =    Run Backtest    strategy=volume_zone_breakout    breakout_buffer=0.99
    Result Should Match The Oracle    ${result}
    Should Be Equal As Integers    ${result}[total_signals]    0
    Curve Should Be Empty    ${result}


*** Keywords ***
Curve Should Be Empty
    [Documentation]    No point at all: an empty list, or null.
    [Arguments]    ${result}
    ${curve} =    Get From Dictionary    ${result}[symbols][0]    performance_curve
    Should Be Empty    ${{ $curve or [] }}    The run had no trade, its curve has points: ${curve}

Range Should Be Right
    [Arguments]    ${start}    ${end}
    ${result} =    Run Backtest    start=${start}    end=${end}    body_pct=0.01
    Result Should Match The Oracle    ${result}
    ${result} =    Run Backtest    start=${start}    end=${end}    strategy=volume_zone_breakout    volume_window=10
    Result Should Match The Oracle    ${result}

Defaults Should Be Used
    [Arguments]    ${strategy}
    ${defaults} =    Get Contract Defaults    ${strategy}
    Results Should Be The Same For    ${strategy}    &{defaults}

Ranges Should Share One Reading
    [Documentation]    With windows and trades that reach over the edges: of a year, inside it, over its border.
    [Arguments]    &{request}
    ${symbol} =    Get Symbol With Years    2024    2025
    ${first} =    Run Backtest    symbols=${symbol}    start=2025-01-01    end=2025-03-31    &{request}
    ${second} =    Run Backtest    symbols=${symbol}    start=2025-03-05    end=2025-08-31    &{request}
    ${third} =    Run Backtest    symbols=${symbol}    start=2024-11-11    end=2025-12-31    &{request}
    Results Should Share One Reading    ${first}    ${second}    ${third}
