*** Settings ***
Documentation       A click on a column's header sorts the signals by it, a second click turns the order round.
Metadata            Contract    signals.sort    signals.arrows

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window
Test Template       Signals Are Sorted Both Ways

Test Tags           task:1    dod:ui-signals-table    severity:high


*** Test Cases ***    COLUMN
Signals are sorted by symbol    심볼
Signals are sorted by type    타입
Signals are sorted by time    시간
Signals are sorted by entry price    진입가
Signals are sorted by exit price    청산가
Signals are sorted by return    수익률


*** Keywords ***
Signals Are Sorted Both Ways
    [Arguments]    ${column}
    ${symbols} =    Get Symbols To Compare
    ${result} =    Run Backtest By Form    @{symbols}
    ${first} =    Sort By    ${column}
    Order Should Be    ${result}    ${column}    ${first}
    ${second} =    Sort By    ${column}
    Order Should Be    ${result}    ${column}    ${second}
    Should Not Be Equal    ${first}    ${second}    The second click does not turn the order round.

Order Should Be
    [Documentation]    The rows are in the order that the column's arrow says, and no other column has an arrow.
    [Arguments]    ${result}    ${column}    ${direction}
    ${table} =    Get Signals Table
    Signals Should Be Sorted    ${table}    ${result}    ${column}    ${direction}
    Only Column Sorted Should Be    ${table}    ${column}
