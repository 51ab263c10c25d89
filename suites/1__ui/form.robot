*** Settings ***
Documentation       The form: what it offers, and what it refuses before anything is sent.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API To Read
Suite Teardown      Close Browser
Test Setup          Open Form In New Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-backtest-flow


*** Variables ***
${NO SYMBOL}        심볼을 최소 1개 이상 입력하세요
${NO DATES}         시작일과 종료일을 모두 입력하세요
${WRONG ORDER}      시작일은 종료일보다 이전이어야 합니다


*** Test Cases ***
The form starts with its defaults
    [Metadata]    Contract    form.defaults
    [Tags]    severity:high
    Get Property    \#strategy    value    ==    volume_long_candle
    Get Property    \#symbols    value    ==    ${EMPTY}
    Get Property    \#start_date    value    ==    ${EMPTY}
    Get Property    \#end_date    value    ==    ${EMPTY}
    Get Property    \#timeframe    value    ==    1d

The dates are chosen from a calendar
    [Metadata]    Contract    form.date-fields
    [Tags]    severity:high
    Get Property    input\#start_date    type    ==    date
    Get Property    input\#end_date    type    ==    date

Each preset has its name
    [Metadata]    Contract    form.preset-names
    [Tags]    severity:medium
    ${text} =    Get Text    body
    Texts Should Be There    ${text}    보수적 (Low Risk)    균형잡힌 (Balanced)    적극적 (Aggressive)

Both strategies are offered by their names
    [Metadata]    Contract    form.strategies
    [Tags]    severity:medium
    ${options} =    Get Select Options    select\#strategy
    Should Be Equal    ${options}[0][label]    거래량 급증 + 장대양봉
    Should Be Equal    ${options}[1][label]    매물대 돌파
    Length Should Be    ${options}    2

Each field has its label
    [Metadata]    Contract    form.labels
    [Tags]    severity:medium
    Label Should Be    \#strategy    전략 *
    Label Should Be    \#symbols    심볼 (쉼표로 구분) *
    Label Should Be    \#start_date    시작일
    Label Should Be    \#end_date    종료일
    Label Should Be    \#timeframe    타임프레임

Each long candle parameter has its label
    [Metadata]    Contract    form.labels
    [Tags]    severity:medium
    Choose Strategy    volume_long_candle
    Label Should Be    \#vol_ma_window    이동 평균 윈도우
    Label Should Be    \#vol_multiplier    거래량 배수
    Label Should Be    \#body_pct    몸통 비율

Each zone breakout parameter has its label
    [Metadata]    Contract    form.labels
    [Tags]    severity:medium
    Choose Strategy    volume_zone_breakout
    Label Should Be    \#volume_window    거래량 윈도우
    Label Should Be    \#top_percentile    상위 백분위수 (0~100%)
    Label Should Be    \#breakout_buffer    돌파 버퍼

An empty form cannot be submitted
    [Metadata]    Contract    form.disabled    results.empty
    [Tags]    severity:high
    Submit Should Be Disabled
    Get Text    .backtest-results.empty    *=    실행 결과가 없습니다.

A complete form can be submitted
    [Metadata]    Contract    form.submit
    [Tags]    severity:critical
    Fill In Form    ${SYMBOL}
    Submit Should Be Enabled
    Field Should Not Complain    symbols
    Field Should Not Complain    dates

A form without a symbol is refused
    [Metadata]    Contract    form.error-symbols    form.error-summary    form.disabled
    [Tags]    severity:high
    Fill In Form    ${SYMBOL}
    Enter Symbols    ${EMPTY}
    Field Should Complain    symbols    ${NO SYMBOL}
    Submit Should Be Disabled

Commas alone are no symbol
    [Metadata]    Contract    form.error-symbols
    [Tags]    severity:high
    Fill In Form    ,    ,
    Field Should Complain    symbols    ${NO SYMBOL}
    Submit Should Be Disabled

A missing end date is refused
    [Metadata]    Contract    form.error-dates    form.error-summary    form.disabled
    [Tags]    severity:high
    Enter Symbols    ${SYMBOL}
    Enter    input\#start_date    ${START}
    Field Should Complain    dates    ${NO DATES}
    Submit Should Be Disabled

A missing start date is refused
    [Metadata]    Contract    form.error-dates    form.error-summary    form.disabled
    [Tags]    severity:high
    Enter Symbols    ${SYMBOL}
    Enter    input\#end_date    ${END}
    Field Should Complain    dates    ${NO DATES}
    Submit Should Be Disabled

Reversed dates are refused
    [Metadata]    Contract    form.error-order    form.error-summary    form.disabled
    [Tags]    severity:high    dod:ui-errors
    [Template]    Dates Should Be Refused
    ${END}    ${START}
    ${YEAR}-03-20    ${YEAR}-03-05
    ${YEAR}-10-01    ${YEAR}-09-30
    2025-01-01    2024-12-31

All errors are listed together
    [Metadata]    Contract    form.error-summary
    [Tags]    severity:high
    Fill In Form    ,    start=${END}    end=${START}
    Field Should Complain    symbols    ${NO SYMBOL}
    Field Should Complain    dates    ${WRONG ORDER}
    Fill In Form    ${SYMBOL}
    No Error Should Be Listed    ${NO SYMBOL}    ${NO DATES}    ${WRONG ORDER}

However many errors there are, all are listed
    [Documentation]    How an error is worded in the list is the page's affair; with each one the list says more.
    [Metadata]    Contract    form.error-summary
    [Tags]    severity:high
    Fill In Form    ,    start=${END}    end=${START}
    Field Should Complain    symbols    ${NO SYMBOL}
    Field Should Complain    dates    ${WRONG ORDER}
    FOR    ${parameter}    IN    vol_ma_window    vol_multiplier    body_pct
        ${before} =    Get Text    \#form-error-summary
        Enter Parameter    ${parameter}    500
        Get Text    \#form-error-summary    !=    ${before}
    END

The list of errors is announced to assistive technology
    [Metadata]    Contract    form.error-role
    [Tags]    severity:medium
    Fill In Form    ,
    Field Should Complain    symbols    ${NO SYMBOL}
    Get Attribute    \#form-error-summary    role    ==    alert

A mended form can be submitted
    [Metadata]    Contract    form.submit    form.live
    [Tags]    severity:critical
    Fill In Form    ,    start=${END}    end=${START}
    Submit Should Be Disabled
    Fill In Form    ${SYMBOL}
    Field Should Not Complain    symbols
    Field Should Not Complain    dates
    Submit Should Be Enabled


*** Keywords ***
Open Form In New Window
    Open A Window
    Go To Backtest Page

Dates Should Be Refused
    [Arguments]    ${start}    ${end}
    Fill In Form    ${SYMBOL}
    Submit Should Be Enabled
    Enter Period    ${start}    ${end}
    Field Should Complain    dates    ${WRONG ORDER}
    Submit Should Be Disabled

Label Should Be
    [Documentation]    The label's text, however far its star stands away.
    [Arguments]    ${field}    ${text}
    ${label} =    Label Of    ${field}
    ${shown} =    Remove String    ${label}    ${SPACE}
    ${expected} =    Remove String    ${text}    ${SPACE}
    Should Contain    ${shown}    ${expected}
