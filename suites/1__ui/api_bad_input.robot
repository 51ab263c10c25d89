*** Settings ***
Documentation       The contract's table of bad input, row by row: the status, the reason, and no leak.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App

Test Tags           task:1    dod:api-bad-input    severity:high    quick


*** Test Cases ***
A run with an unknown symbol is refused
    [Metadata]    Contract    refuse.unknown-symbol    error.detail    error.no-leak
    Run Should Be Refused    404    naming=NO-SUCH-COIN    symbols=NO-SUCH-COIN

One unknown symbol among good ones is named
    [Metadata]    Contract    refuse.unknown-symbol
    ${symbols} =    Get Symbols With Data    2
    Run Should Be Refused    404    naming=NO-SUCH-COIN    symbols=${symbols}[0],NO-SUCH-COIN,${symbols}[1]

A range without data is refused
    [Metadata]    Contract    refuse.no-data-range    error.detail    error.no-leak
    [Template]    Run Should Be Refused
    404    start=1999-01-01    end=1999-12-31
    404    start=2099-01-01    end=2099-12-31    strategy=volume_zone_breakout

A timeframe without data is refused
    [Metadata]    Contract    refuse.no-data-timeframe
    [Template]    Run Should Be Refused
    404    timeframe=3w
    404 or 422    timeframe=no-such-timeframe

The end before the start is refused
    [Metadata]    Contract    refuse.start-after-end    error.validation
    [Template]    Run Should Be Refused
    422    start=${YEAR}-02-01    end=${YEAR}-01-31
    422    start=${YEAR}-12-31    end=${YEAR}-01-01    strategy=volume_zone_breakout

A date that is not written as a date is refused
    [Metadata]    Contract    refuse.date-form    error.validation
    [Template]    Date Should Be Refused
    01-02-${YEAR}
    ${YEAR}/01/02
    ${YEAR}-1-2
    ${YEAR}0102
    tomorrow
    ${EMPTY}
    ${YEAR}-01-02T00:00:00
    ${20250102}
    ${None}

A date that does not exist is refused
    [Metadata]    Contract    refuse.no-such-date    error.validation
    [Template]    Date Should Be Refused
    ${YEAR}-02-30
    ${YEAR}-13-01
    ${YEAR}-00-10
    2023-02-29
    ${YEAR}-04-31

An unknown strategy is refused
    [Metadata]    Contract    refuse.strategy    error.validation
    [Template]    Run Should Be Refused
    422    strategy=no_such_strategy
    422    strategy=${EMPTY}
    422    strategy=${None}
    422    strategy=VOLUME_LONG_CANDLE

A run without a symbol is refused
    [Metadata]    Contract    refuse.no-symbols    error.validation
    [Template]    Field Should Be Refused
    symbols    ${{[]}}
    symbols    KRW-BTC
    symbols    ${None}
    symbols    ${{[1]}}
    symbols    ${{[""]}}
    symbols    ${{[None]}}

A run that lacks a field is refused
    [Metadata]    Contract    refuse.missing-field    error.validation
    [Template]    Lacking Field Should Be Refused
    strategy
    symbols
    start_date
    end_date

A body that is no JSON object is refused
    [Metadata]    Contract    refuse.no-object    error.validation
    [Template]    Text Should Be Refused
    ${EMPTY}
    {
    not json
    \[]
    "text"
    42
    null
    \[{"strategy": "volume_long_candle"}]

A symbol that could be a path is refused
    [Metadata]    Contract    refuse.symbol-form    error.validation    error.no-leak
    [Template]    Symbol Should Be Refused
    ../KRW-BTC
    ..
    KRW-BTC/../KRW-ETH
    /etc/passwd
    KRW-BTC/1D
    ..%2F..%2Fetc
    C:\\data
    krw-btc
    KRW BTC
    ${SPACE}KRW-BTC
    KRW-BTC${SPACE}
    KRW-BTC,KRW-ETH
    KRW.BTC
    KRW-BTC\n
    비트코인
    KRW-BTC;DROP TABLE backtest_runs

Odd values never make the server fail
    [Metadata]    Contract    error.never-5xx
    [Tags]    severity:critical    -severity:high
    [Template]    Field Should Not Break The Server
    params    ${None}
    params    ${{[]}}
    params    text
    params    ${{{"no_such_parameter": 1}}}
    params    ${{{"vol_ma_window": None}}}
    params    ${{{"vol_ma_window": 10**30}}}
    params    ${{{"body_pct": 1e308}}}
    timeframe    ${None}
    timeframe    ${EMPTY}
    timeframe    ../../..
    timeframe    ${{"d" * 5000}}
    symbols    ${{["A" * 5000]}}
    symbols    ${{["KRW-BTC", "KRW-BTC"]}}
    symbols    ${{["KRW-BTC\\x00"]}}
    start_date    0000-00-00
    start_date    0001-01-01
    end_date    9999-12-31

Odd texts never make the server fail
    [Metadata]    Contract    error.never-5xx
    [Tags]    severity:critical    -severity:high
    [Template]    Text Should Not Break The Server
    {"strategy": "volume_long_candle", "symbols": ["KRW-BTC"], "start_date": "2025-01-01", "end_date": "2025-02-01", "params": {"body_pct": NaN}}
    {"strategy": "volume_long_candle", "symbols": ["KRW-BTC"], "start_date": "2025-01-01", "end_date": "2025-02-01", "params": {"vol_multiplier": Infinity}}
    {"strategy": "volume_long_candle", "symbols": ["\\ud800"], "start_date": "2025-01-01", "end_date": "2025-02-01"}
    ${{"[" * 100000}}
    ${{'\\x7b"strategy": ' * 5000}}
    ${{b"\\xff\\xfe"}}
    ${{'{"strategy": "volume_long_candle", "symbols": ["KRW-BTC"], "params": ' + "9" * 5000 + "}"}}
    {"strategy": "volume_long_candle", "strategy": 3, "symbols": ["KRW-BTC"], "start_date": "2025-01-01", "end_date": "2025-02-01"}


*** Keywords ***
Date Should Be Refused
    [Documentation]    As the start and as the end.
    [Arguments]    ${date}
    Field Should Be Refused    start_date    ${date}
    Field Should Be Refused    end_date    ${date}

Field Should Be Refused
    [Arguments]    ${field}    ${value}
    ${body} =    Make Run Request
    Set To Dictionary    ${body}    ${field}=${value}
    ${response} =    Send    /api/backtests/run    ${body}
    Response Should Be An Error    ${response}    422

Symbol Should Be Refused
    [Documentation]    Alone and after a good one.
    [Arguments]    ${odd}
    VAR    @{alone}    ${odd}
    Field Should Be Refused    symbols    ${alone}
    VAR    @{after}    ${SYMBOL}    ${odd}
    Field Should Be Refused    symbols    ${after}

Lacking Field Should Be Refused
    [Documentation]    What is missing is told as the list of a validation error; other refusals may use a text.
    [Arguments]    ${field}
    ${body} =    Make Run Request
    Remove From Dictionary    ${body}    ${field}
    ${response} =    Send    /api/backtests/run    ${body}
    Response Should Be An Error    ${response}    422
    Body Should Match Schema    ${response.json()}    validation error

Text Should Be Refused
    [Arguments]    ${text}
    ${response} =    Send Text    /api/backtests/run    ${text}
    Response Should Be An Error    ${response}    422

Field Should Not Break The Server
    [Arguments]    ${field}    ${value}
    ${body} =    Make Run Request
    Set To Dictionary    ${body}    ${field}=${value}
    ${response} =    Send    /api/backtests/run    ${body}
    Response Should Have Status    ${response}    200 or 400 or 404 or 413 or 422

Text Should Not Break The Server
    [Arguments]    ${text}
    ${response} =    Send Text    /api/backtests/run    ${text}
    Response Should Have Status    ${response}    200 or 400 or 404 or 413 or 422
