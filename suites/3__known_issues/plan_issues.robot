*** Settings ***
Documentation       Task 3: the two known issues of the plan, looked at again.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App

Test Tags           task:3    quick


*** Test Cases ***
Issue 1: a symbol that does not exist is answered with 404 and its name
    [Metadata]    Contract    refuse.unknown-symbol
    [Tags]    dod:issue-unknown-symbol    severity:high
    [Template]    Unknown Symbol Should Be Named
    NO-SUCH-COIN
    KRW-XXXX
    A

Issue 1: a symbol that does not exist is named among others
    [Metadata]    Contract    refuse.unknown-symbol
    [Tags]    dod:issue-unknown-symbol    severity:high
    Run Should Be Refused    404    naming=KRW-XXXX    symbols=${SYMBOL},KRW-XXXX
    Run Should Be Refused    404    naming=KRW-XXXX    symbols=KRW-XXXX,${SYMBOL}    strategy=volume_zone_breakout

Issue 1: the app goes on after a symbol that does not exist
    [Metadata]    Contract    refuse.unknown-symbol    run.shape
    [Tags]    dod:issue-unknown-symbol    severity:critical
    Run Should Be Refused    404    naming=NO-SUCH-COIN    symbols=NO-SUCH-COIN
    ${result} =    Run Backtest
    Result Should Match Its Schema    ${result}

Issue 2: each point of a performance curve has its drawdown
    [Metadata]    Contract    figure.drawdown
    [Tags]    dod:issue-drawdown    severity:critical
    [Template]    Drawdowns Should Be There And Right
    volume_long_candle
    volume_zone_breakout

Issue 2: the drawdown is there for each of several symbols
    [Metadata]    Contract    figure.drawdown
    [Tags]    dod:issue-drawdown    severity:critical
    ${symbols} =    Get Symbols With Data    3
    Drawdowns Should Be There And Right    volume_zone_breakout    ${symbols}

Issue 2: the drawdown is stored as it was answered
    [Metadata]    Contract    figure.drawdown    stored.result
    [Tags]    dod:issue-drawdown    severity:critical
    ${result} =    Run Backtest
    ${stored} =    Get Stored Result    ${result}[run_id]
    Each Drawdown Should Be A Fraction    ${stored}
    Figures Should Be Equal    ${result}    ${stored}


*** Keywords ***
Unknown Symbol Should Be Named
    [Arguments]    ${symbol}
    Run Should Be Refused    404    naming=${symbol}    symbols=${symbol}

Drawdowns Should Be There And Right
    [Arguments]    ${strategy}    ${symbols}=${SYMBOL}
    ${result} =    Run Backtest    strategy=${strategy}    symbols=${symbols}
    Each Drawdown Should Be A Fraction    ${result}
    Result Should Match The Oracle    ${result}
