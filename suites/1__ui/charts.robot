*** Settings ***
Documentation       The charts: each is there, has a size, and draws the values of the result.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-charts    severity:high


*** Test Cases ***
The equity curve is drawn from the result
    [Metadata]    Contract    chart.equity
    ${result} =    Run Backtest By Form    ${SYMBOL}
    Wait Until Keyword Succeeds    10s    0.3s    Equity Chart Should Show    ${result}

The drawdown is drawn from the result
    [Metadata]    Contract    chart.drawdown
    ${result} =    Run Backtest By Form    ${SYMBOL}
    Wait Until Keyword Succeeds    10s    0.3s    Drawdown Chart Should Show    ${result}

The distribution counts every return
    [Metadata]    Contract    chart.distribution
    ${result} =    Run Backtest By Form    ${SYMBOL}
    Wait Until Keyword Succeeds    10s    0.3s    Distribution Chart Should Show    ${result}

The charts follow a second run
    [Metadata]    Contract    chart.equity    chart.drawdown
    Run Backtest By Form    ${SYMBOL}
    Enter Period    ${YEAR}-03-01    ${YEAR}-09-30
    ${result} =    Run Form
    Wait Until Keyword Succeeds    10s    0.3s    Equity Chart Should Show    ${result}
    Wait Until Keyword Succeeds    10s    0.3s    Drawdown Chart Should Show    ${result}

Several symbols are compared in a chart of their own
    [Metadata]    Contract    chart.multi-symbol
    ${symbols} =    Get Symbols To Compare
    Run Backtest By Form    @{symbols}
    ${charts} =    Get Charts Under    Multi-Symbol
    Each Symbol Should Be Drawn    ${charts}    3

Two symbols have all charts
    [Metadata]    Contract    chart.multi-symbol    chart.equity    chart.drawdown    chart.distribution
    ${symbols} =    Get Symbols To Compare
    Run Backtest By Form    @{symbols}[:2]
    ${charts} =    Get Charts Under    Multi-Symbol
    Each Symbol Should Be Drawn    ${charts}    2
    Wait Until Keyword Succeeds    10s    0.3s    Curve Should Run One Way    Equity Curve
    Wait Until Keyword Succeeds    10s    0.3s    Curve Should Run One Way    Drawdown
    Get Charts Under    Returns Distribution

A single trade has its charts
    [Metadata]    Contract    chart.equity    chart.drawdown    chart.distribution
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Stretch Result    ${run}    ${1}
    Show Result    ${result}
    Get Charts Under    Equity Curve
    Get Charts Under    Drawdown
    Get Charts Under    Returns Distribution

Hundreds of trades have their charts
    [Metadata]    Contract    chart.equity    chart.drawdown    chart.distribution
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Stretch Result    ${run}    ${700}
    Show Result    ${result}
    Get Charts Under    Equity Curve
    Get Charts Under    Drawdown
    Get Charts Under    Returns Distribution

A symbol without trades leaves the others their comparison
    [Metadata]    Contract    chart.multi-symbol
    ${symbols} =    Get Symbols To Compare
    ${run} =    Run Backtest    symbols=${symbols}
    ${result} =    Empty First Symbol    ${run}
    Show Result    ${result}
    ${charts} =    Get Charts Under    Multi-Symbol
    Each Symbol Should Be Drawn    ${charts}    2

Two symbols are compared even when one of them has no trades
    [Metadata]    Contract    chart.multi-symbol
    ${symbols} =    Get Symbols To Compare
    ${run} =    Run Backtest    symbols=${symbols}[0],${symbols}[1]
    ${result} =    Empty First Symbol    ${run}
    Show Result    ${result}
    ${charts} =    Get Charts Under    Multi-Symbol
    Each Symbol Should Be Drawn    ${charts}    1

One symbol is not compared
    [Metadata]    Contract    chart.multi-symbol
    Run Backtest By Form    ${SYMBOL}
    Get Charts Under    Equity Curve
    ${text} =    Get Text    body
    Should Not Contain    ${text}    Multi-Symbol


*** Keywords ***
Equity Chart Should Show
    [Arguments]    ${result}
    ${charts} =    Get Charts Under    Equity Curve
    Equity Should Be Drawn    ${charts}    ${result}[symbols][0][performance_curve]

Drawdown Chart Should Show
    [Arguments]    ${result}
    ${charts} =    Get Charts Under    Drawdown
    Drawdown Should Be Drawn    ${charts}    ${result}[symbols][0][performance_curve]
    Drawdown Should Be Labelled    ${charts}    ${result}

Curve Should Run One Way
    [Arguments]    ${title}
    ${charts} =    Get Charts Under    ${title}
    Time Should Run One Way    ${charts}

Distribution Chart Should Show
    [Arguments]    ${result}
    ${charts} =    Get Charts Under    Returns Distribution
    Distribution Should Be Drawn    ${charts}    ${result}
