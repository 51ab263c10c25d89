*** Settings ***
Documentation       From the form to the results: what is typed is what runs, what is shown is what came out.

Resource            ../../keywords/pages/backtest.resource

Suite Setup         Open The Browser And The API
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-backtest-flow


*** Test Cases ***
A long candle run shows the figures of its stored result
    [Metadata]    Contract    form.sends    form.submit    results.info    results.cards
    ...    signals.rows
    [Tags]    severity:critical    dod:backtest-figures
    ${result} =    Run Backtest By Form    ${SYMBOL}    strategy=volume_long_candle
    Run Should Have    ${result}    volume_long_candle    ${SYMBOL}
    Result Should Match The Oracle    ${result}
    Results Should Show    ${result}

A zone breakout run shows the figures of its stored result
    [Metadata]    Contract    form.sends    form.submit    results.info    results.cards
    ...    signals.rows
    [Tags]    severity:critical    dod:backtest-figures
    ${result} =    Run Backtest By Form    ${SYMBOL}    strategy=volume_zone_breakout
    Run Should Have    ${result}    volume_zone_breakout    ${SYMBOL}
    Result Should Match The Oracle    ${result}
    Results Should Show    ${result}

Several symbols have a metric card each
    [Metadata]    Contract    results.cards    signals.rows    form.sends
    [Tags]    severity:critical    dod:backtest-figures
    ${symbols} =    Get Symbols To Compare
    ${result} =    Run Backtest By Form    @{symbols}
    Run Should Have    ${result}    volume_long_candle    @{symbols}
    Result Should Match The Oracle    ${result}
    Results Should Show    ${result}

Typed long candle parameters are those that run
    [Metadata]    Contract    form.typed-parameters    form.parameter-fields
    [Tags]    severity:critical
    Go To Backtest Page
    Enter Parameters    vol_ma_window=15    vol_multiplier=1.8    body_pct=0.015
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Parameters Should Include    ${result}[params]    vol_ma_window=15    vol_multiplier=1.8    body_pct=0.015
    Results Should Show    ${result}

Typed zone breakout parameters are those that run
    [Metadata]    Contract    form.typed-parameters    form.parameter-fields
    [Tags]    severity:critical
    Go To Backtest Page
    Choose Strategy    volume_zone_breakout
    Enter Parameters    volume_window=30    top_percentile=25    breakout_buffer=0.005
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Parameters Should Include    ${result}[params]    volume_window=30    top_percentile=0.25    breakout_buffer=0.005
    Results Should Show    ${result}

A parameter may be typed key by key
    [Metadata]    Contract    form.typed-parameters
    [Tags]    severity:critical
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Type Text    \#body_pct    0.005    delay=20ms    clear=True
    Press Keys    \#body_pct    Tab
    ${result} =    Run Form
    Parameters Should Include    ${result}[params]    body_pct=0.005

An emptied parameter is no zero
    [Documentation]    A form may ask for a value, or take the default; it must not run what nobody typed.
    [Metadata]    Contract    form.error-parameter
    [Tags]    severity:high
    Go To Backtest Page
    Choose Strategy    volume_zone_breakout
    Enter Parameter    breakout_buffer    ${EMPTY}
    Fill In Form    ${SYMBOL}
    Form Should Complain Or Run The Default    breakout_buffer    volume_zone_breakout

A parameter of zero is no missing one
    [Metadata]    Contract    form.typed-parameters
    [Tags]    severity:critical
    Go To Backtest Page
    Choose Strategy    volume_zone_breakout
    Enter Parameter    breakout_buffer    0
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Parameters Should Include    ${result}[params]    breakout_buffer=0

A percentage below one is no fraction
    [Documentation]    A form may want whole percentages; one that takes half a percent must not run fifty.
    [Metadata]    Contract    form.typed-parameters
    [Tags]    severity:critical
    Go To Backtest Page
    Choose Strategy    volume_zone_breakout
    Enter Parameter    top_percentile    0.5
    Fill In Form    ${SYMBOL}
    Form Should Complain Or Run As Typed    top_percentile    0.005

The period asked for is the period that runs
    [Metadata]    Contract    form.sends    results.info
    [Tags]    severity:critical
    ${result} =    Run Backtest By Form    ${SYMBOL}    start=${YEAR}-02-03    end=${YEAR}-07-08
    Should Be Equal    ${result}[start_date]    ${YEAR}-02-03
    Should Be Equal    ${result}[end_date]    ${YEAR}-07-08
    Results Should Show    ${result}

The timeframe asked for is the timeframe that runs
    [Metadata]    Contract    form.timeframe
    [Tags]    severity:critical
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    ${timeframes} =    Get Offered Timeframes
    List Should Not Contain Duplicates    ${timeframes}
    Each Timeframe Should Be Sent    @{timeframes}
    Choose Strategy    volume_zone_breakout
    Each Timeframe Should Be Sent    @{timeframes}

The timeframe shown is that of the run
    [Documentation]    Which timeframes are offered is the build's affair; one that is gets an answer.
    [Metadata]    Contract    results.info
    [Tags]    severity:critical
    ${run} =    Run Backtest    symbols=${SYMBOL}
    Go To Backtest Page
    ${timeframes} =    Get Offered Timeframes
    VAR    &{result}    &{run}    timeframe=${timeframes}[0]
    Server Answers With Run    ${result}
    Choose Timeframe    ${result}[timeframe]
    Fill In Form    ${SYMBOL}
    Submit
    Signals Should Be There
    Results Should Show    ${result}

Commas alone part the symbols
    [Metadata]    Contract    form.symbols-by-comma    results.cards    signals.rows
    [Tags]    severity:critical
    ${symbols} =    Get Symbols Up To    10
    Go To Backtest Page
    Fill In Form    ${symbols}[0],${symbols}[1]${SPACE},${SPACE * 2}${{ ", ".join($symbols[2:]) }}
    ${result} =    Run Form
    Run Should Have    ${result}    volume_long_candle    @{symbols}
    Results Should Show    ${result}

A symbol of any sign that symbols may have is sent
    [Metadata]    Contract    form.sends
    [Tags]    severity:critical
    Go To Backtest Page
    Fill In Form    ${SYMBOL}    1_COIN-X
    Submit
    Error Should Show    1_COIN-X

A wrong parameter of the other strategy keeps nobody from running
    [Metadata]    Contract    form.disabled
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Enter Parameter    vol_multiplier    99
    Choose Strategy    volume_zone_breakout
    ${result} =    Run Form
    Run Should Have    ${result}    volume_zone_breakout    ${SYMBOL}

A changed strategy runs with its own parameters
    [Metadata]    Contract    form.sends
    [Tags]    severity:critical
    Go To Backtest Page
    Enter Parameter    vol_ma_window    15
    Choose Strategy    volume_zone_breakout
    Enter Parameter    volume_window    30
    Choose Strategy    volume_long_candle
    Choose Strategy    volume_zone_breakout
    Fill In Form    ${SYMBOL}
    ${result} =    Run Form
    Run Should Have    ${result}    volume_zone_breakout    ${SYMBOL}
    Results Should Show    ${result}

A second run replaces the first
    [Metadata]    Contract    results.replaced
    [Tags]    severity:critical
    Run Backtest By Form    ${SYMBOL}
    Enter Period    ${YEAR}-01-01    ${YEAR}-05-31
    ${second} =    Run Form
    Results Should Show    ${second}
    Submit Should Be Enabled

A form that is sent again runs again
    [Metadata]    Contract    form.submit    results.replaced
    [Tags]    severity:critical
    ${first} =    Run Backtest By Form    ${SYMBOL}
    ${second} =    Run Form
    Should Not Be Equal    ${second}[run_id]    ${first}[run_id]
    Results Should Show    ${second}

Results stay those of their run while the form is changed
    [Metadata]    Contract    results.info    results.cards    signals.rows
    [Tags]    severity:critical
    ${result} =    Run Backtest By Form    ${SYMBOL}
    Enter Symbols    ${SYMBOL}    NO-SUCH
    Enter Period    ${YEAR}-01-02    ${YEAR}-05-31
    Choose Strategy    volume_zone_breakout
    Results Should Still Show    ${result}

The results stand in the promised order
    [Metadata]    Contract    results.order
    [Tags]    severity:medium
    Run Backtest By Form    ${SYMBOL}
    Wait Until Keyword Succeeds    10s    0.3s    Parts Should Stand In Order    백테스트 결과    백테스트 정보
    ...    지표 요약    Equity Curve    Drawdown    Returns Distribution    신호 목록

The information names every value
    [Metadata]    Contract    results.info-labels
    [Tags]    severity:medium
    Run Backtest By Form    ${SYMBOL}
    ${text} =    Get Text    body
    ${section} =    Get Section    ${text}    백테스트 정보    지표 요약
    Texts Should Be There    ${section}    실행 ID    전략    기간    타임프레임    전체 신호 수    실행 시간

Each metric card names its figures and gives percentages with two decimals
    [Metadata]    Contract    results.card-labels    results.two-decimals
    [Tags]    severity:medium
    ${result} =    Run Backtest By Form    ${SYMBOL}
    Cards Should Be Those Of    ${result}
    ${cards} =    Read Cards
    Texts Should Be There    ${cards}[0]    샘플 수    승률    평균 수익률    최대 낙폭    평균 보유 기간
    Percentages Should Have Two Decimals    ${cards}    ${result}

A double click starts one run
    [Metadata]    Contract    form.busy
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Hold Requests    ${RUN ADDRESS}
    Click With Options    button.submit-btn    clickCount=2
    Wait Until Keyword Succeeds    6s    0.1s    A Run Should Have Been Sent
    Release Requests
    Submit Should Be Enabled
    ${runs} =    Get Runs Sent
    Length Should Be    ${runs}    1

A run that takes its time is shown in the end
    [Documentation]    Nobody is told that the server cannot be reached while it works.
    [Metadata]    Contract    form.busy
    [Tags]    severity:high
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Hold Requests    ${RUN ADDRESS}
    Submit
    # The time itself is what is tried: there is no state to wait for.
    Sleep    4.5s    reason=No error may come meanwhile    # robocop: off=KW01    # falsegreen: ignore
    Release Requests
    Wait Until Keyword Succeeds    10s    0.1s    Another Run Should Be Shown    ${EMPTY}

A run in progress is announced to assistive technology
    [Metadata]    Contract    form.aria-busy
    [Tags]    severity:medium
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Button Should Be Busy During A Run
    # The results of the run before stand there now.
    Button Should Be Busy During A Run

The button says whether a run is in progress
    [Metadata]    Contract    form.button-text
    [Tags]    severity:medium
    Go To Backtest Page
    Fill In Form    ${SYMBOL}
    Get Text    button.submit-btn    *=    백테스트 실행
    Button Should Tell Of A Run
    Button Should Tell Of A Run


*** Keywords ***
Button Should Be Busy During A Run
    Hold Requests    ${RUN ADDRESS}
    Submit
    Get Attribute    button.submit-btn    aria-busy    ==    true
    Release Requests
    Submit Should Be Enabled
    Get Attribute    button.submit-btn    aria-busy    !=    true

Button Should Tell Of A Run
    Hold Requests    ${RUN ADDRESS}
    Submit
    Get Text    button.submit-btn    *=    실행 중...
    Release Requests
    Submit Should Be Enabled
    Get Text    button.submit-btn    *=    백테스트 실행

Form Should Complain Or Run As Typed
    [Arguments]    ${parameter}    ${value}
    ${accepted} =    Form Should Accept Or Complain    ${parameter}
    IF    not ${accepted}    RETURN
    ${result} =    Run Form
    Parameters Should Include    ${result}[params]    ${parameter}=${value}

Form Should Complain Or Run The Default
    [Arguments]    ${parameter}    ${strategy}
    ${accepted} =    Form Should Accept Or Complain    ${parameter}
    IF    not ${accepted}    RETURN
    ${result} =    Run Form
    ${default} =    Run Backtest    symbols=${SYMBOL}    strategy=${strategy}
    Figures Should Be Equal    ${result}    ${default}

Form Should Accept Or Complain
    [Documentation]    Says whether the form can be sent; if not, the field says why.
    [Arguments]    ${parameter}
    Wait For Elements State    button.submit-btn:enabled, \#${parameter}-error:visible >> nth=0    visible
    ${states} =    Get Element States    button.submit-btn
    VAR    ${accepted}    ${{ "enabled" in $states }}
    IF    not ${accepted}    Get Text    \#${parameter}-error    matches    \\S
    RETURN    ${accepted}

Parts Should Stand In Order
    [Documentation]    Charts may come a moment later than the rest.
    [Arguments]    @{parts}
    ${text} =    Get Text    body
    Texts Should Stand In Order    ${text}    @{parts}

Run Should Have
    [Documentation]    The stored run is the one that was asked for.
    [Arguments]    ${result}    ${strategy}    @{symbols}
    Should Be Equal    ${result}[strategy]    ${strategy}
    ${names} =    Evaluate    [entry["symbol"] for entry in $result["symbols"]]
    Should Be Equal    ${names}    ${symbols}

A Run Should Have Been Sent
    ${runs} =    Get Runs Sent
    Should Not Be Empty    ${runs}

Get Offered Timeframes
    [Documentation]    The values of the choice, but for one that says only that something is to be chosen.
    ${offered} =    Get Select Options    select\#timeframe
    ${values} =    Get Field Of Each    ${offered}    value
    VAR    @{timeframes}    @{{ [value for value in $values if value] }}
    RETURN    ${timeframes}

Each Timeframe Should Be Sent
    [Arguments]    @{timeframes}
    FOR    ${timeframe}    IN    @{timeframes}
        Timeframe Should Be Sent    ${timeframe}
    END

Timeframe Should Be Sent
    [Documentation]    The run asks for it; whether there are candles of it does not matter here.
    [Arguments]    ${timeframe}
    Choose Timeframe    ${timeframe}
    Submit
    Wait Until Keyword Succeeds    10s    0.2s    Last Run Should Ask For    timeframe    ${timeframe}
    Submit Should Be Enabled
