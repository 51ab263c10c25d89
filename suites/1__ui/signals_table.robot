*** Settings ***
Documentation       The table of signals: all of them, in the order asked for, won and lost told apart by colour.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-signals-table


*** Test Cases ***
Thirty signals and more are all listed
    [Metadata]    Contract    signals.rows
    [Tags]    severity:critical
    ${body} =    Find Body With Signals    ${SYMBOL}    ${YEAR}    35
    Go To Backtest Page
    Enter Parameters    vol_multiplier=1    body_pct=${body}
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Should Be True    ${result}[total_signals] >= 30    The data gives only ${result}[total_signals] signals.
    Table Should Be That Of    ${result}

The signals of all symbols are listed
    [Metadata]    Contract    signals.rows
    [Tags]    severity:critical
    ${symbols} =    Get Symbols To Compare
    ${result} =    Run Backtest By Form    @{symbols}
    Table Should Be That Of    ${result}

The table has its six columns
    [Metadata]    Contract    signals.columns
    [Tags]    severity:medium
    Run Backtest By Form    ${SYMBOL}
    ${table} =    Get Signals Table
    Columns Should Be    ${table}    심볼    타입    시간    진입가    청산가    수익률

The newest signal stands first
    [Metadata]    Contract    signals.default-order
    [Tags]    severity:high
    ${symbols} =    Get Symbols To Compare
    ${result} =    Run Backtest By Form    @{symbols}[:2]
    ${table} =    Get Signals Table
    Signals Should Be Sorted    ${table}    ${result}    시간    descending

Arrows say how the table is sorted at first
    [Metadata]    Contract    signals.arrows    signals.default-order
    [Tags]    severity:high
    Run Backtest By Form    ${SYMBOL}
    ${table} =    Get Signals Table
    ${direction} =    Get Sort Direction    ${table}    시간
    Should Be Equal    ${direction}    descending
    Only Column Sorted Should Be    ${table}    시간

Won trades are green and lost trades red
    [Metadata]    Contract    signals.green-red
    [Tags]    severity:high
    ${result} =    Run Backtest By Form    ${SYMBOL}
    ${table} =    Get Signals Table
    Returns Should Be Coloured    ${table}    ${result}

A return of zero is grey
    [Metadata]    Contract    signals.grey
    [Tags]    severity:high
    ${result} =    A Result Of All Kinds Is Shown
    ${table} =    Get Signals Table
    Returns Should Be Coloured    ${table}    ${result}

Signals of any hour and of both types are listed
    [Metadata]    Contract    signals.rows    results.cards
    [Tags]    severity:critical
    ${result} =    A Result Of All Kinds Is Shown
    Table Should Be That Of    ${result}
    Cards Should Be Those Of    ${result}

Each type has its Korean name
    [Metadata]    Contract    signals.type
    [Tags]    severity:high
    ${result} =    A Result Of All Kinds Is Shown
    ${table} =    Get Signals Table
    Types Should Be Marked    ${table}    ${result}

Buys and sells are sorted apart
    [Metadata]    Contract    signals.sort
    [Tags]    severity:high
    A Result Of All Kinds Is Shown
    Sort By    타입
    ${table} =    Get Signals Table
    ${once} =    Get Groups    ${table}    타입
    Sort By    타입
    ${table} =    Get Signals Table
    ${twice} =    Get Groups    ${table}    타입
    Should Be Equal    ${twice}    ${once}[::-1]

A run without signals says so
    [Metadata]    Contract    signals.empty    results.cards
    [Tags]    severity:critical
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Empty Result    ${run}
    Show Result    ${result}
    Page Should Show    신호가 없습니다.
    Cards Should Be Those Of    ${result}

A symbol without signals stands beside one that has some
    [Metadata]    Contract    results.cards    results.null-curve
    [Tags]    severity:critical
    ${symbols} =    Get Symbols To Compare
    ${run} =    Run Backtest    symbols=${symbols}[0],${symbols}[1]
    ${result} =    Empty First Symbol    ${run}
    Show Result    ${result}
    Cards Should Be Those Of    ${result}
    Table Should Be That Of    ${result}

A run whose curve is null shows its results
    [Metadata]    Contract    results.null-curve
    [Tags]    severity:critical
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Empty Result    ${run}    null_curve=${True}
    Show Result    ${result}
    Cards Should Be Those Of    ${result}


*** Keywords ***
A Result Of All Kinds Is Shown
    [Documentation]    Buys and sells, gains, losses and zeros: the candles give no sells and no zeros.
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${result} =    Vary Result    ${run}
    Show Result    ${result}
    RETURN    ${result}
