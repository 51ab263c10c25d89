*** Settings ***
Documentation       The signal viewer: the latest result by itself, and the history to search and to save.

Resource            ../../keywords/pages/viewer.resource

Suite Setup         Prepare A History
Suite Teardown      Leave The App
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-viewer


*** Test Cases ***
The latest result is shown
    [Metadata]    Contract    viewer.latest
    [Tags]    severity:critical
    ${run} =    Run Backtest    symbols=${SYMBOL}    start=${YEAR}-02-01
    Go To Viewer
    Latest Result Should Be    ${run}

A run made elsewhere appears within six seconds
    [Metadata]    Contract    viewer.polling
    [Tags]    severity:high
    ${before} =    Run Backtest    symbols=${SYMBOL}
    Go To Viewer
    Latest Result Should Be    ${before}
    Mark The Page
    ${run} =    Run Backtest    symbols=${OTHER SYMBOL}    strategy=volume_zone_breakout    start=${YEAR}-06-01
    # The seventh second is for a busy machine, on which looking takes a while too.
    Latest Result Should Be    ${run}    within=7s    before=${before}
    Page Should Not Have Been Reloaded

A run with as many signals as the one before appears as well
    [Documentation]    No candle has ten times its own volume, so that neither run finds a signal.
    [Metadata]    Contract    viewer.polling    viewer.latest
    [Tags]    severity:critical
    ${first} =    Run Backtest    symbols=${SYMBOL}    vol_ma_window=1    vol_multiplier=10    body_pct=1
    Go To Viewer
    Latest Result Should Be    ${first}
    ${second} =    Run Backtest    symbols=${OTHER SYMBOL}    start=${YEAR}-02-01    vol_ma_window=1
    ...    vol_multiplier=10    body_pct=1
    Should Be Equal    ${second}[total_signals]    ${first}[total_signals]
    Latest Result Should Be    ${second}    within=7s    before=${first}

The viewer asks for the latest result every five seconds
    [Metadata]    Contract    viewer.polling
    [Tags]    severity:high
    Go To Viewer
    ${polls} =    Wait For Polls    3    within=17s
    Requests Should Come Every    ${polls}    5    slack=1

The history lists the newest ten runs, newest first
    [Metadata]    Contract    viewer.rows
    [Tags]    severity:high
    Run Backtest    symbols=${SYMBOL},${OTHER SYMBOL}    strategy=volume_zone_breakout    start=${YEAR}-03-01
    ${history} =    Get History
    Go To Viewer
    History Should Be    ${history}[:10]

The history has its columns
    [Metadata]    Contract    viewer.columns
    [Tags]    severity:medium
    Go To Viewer
    ${table} =    Read Table    .history-table
    Columns Should Be    ${table}    실행 ID    전략    심볼    시작일    종료일    신호 수    실행 시간    작업

The history turns its pages
    [Metadata]    Contract    viewer.pages
    [Tags]    severity:high
    ${history} =    Get History
    Go To Viewer
    Turn Page    다음
    History Should Be    ${history}[10:20]
    Turn Page    이전
    History Should Be    ${history}[:10]

The history does not turn beyond its ends
    [Metadata]    Contract    viewer.pages
    [Tags]    severity:high
    ${history} =    Get History
    Go To Viewer
    History Should Be    ${history}[:10]
    Try To Turn Page    이전
    Turn Page    다음
    History Should Be    ${history}[10:20]
    Turn Page    이전
    History Should Be    ${history}[:10]

The history turns to its last page, however few runs are on it
    [Metadata]    Contract    viewer.pages
    [Tags]    severity:high
    Leave One Run On The Last Page
    Go To Viewer
    ${before} =    Turn To Last Page
    Try To Turn Page    다음
    Turn Page    이전
    History Should Be    ${before}

The history is narrowed to one symbol
    [Metadata]    Contract    viewer.filter
    [Tags]    severity:high
    Run Backtest    symbols=${OTHER SYMBOL}    end=${YEAR}-04-30
    Run Backtest    symbols=${SYMBOL},${OTHER SYMBOL}    end=${YEAR}-04-30
    ${history} =    Get History
    ${newest} =    Select Entries    ${history}[:10]    symbols=${OTHER SYMBOL}
    Go To Viewer
    History Should Be    ${history}[:10]
    Filter By Symbol    ${OTHER SYMBOL}
    Only Runs Of Symbol Should Be Shown    ${OTHER SYMBOL}    ${newest}
    Filter By Symbol    ${EMPTY}
    History Should Be    ${history}[:10]

The history that is narrowed again has the runs made since
    [Documentation]    One leaves the page meanwhile: what comes anew to a page that stays open is promised of the
    ...    latest result only.
    [Metadata]    Contract    viewer.filter
    [Tags]    severity:high
    Go To Viewer
    History Should Follow The Filter    ${OTHER SYMBOL}
    Follow Link    데이터 관리    /data
    Run Backtest    symbols=${OTHER SYMBOL}    end=${YEAR}-04-30
    Follow Link To Viewer
    Viewer Should Be Open
    History Should Follow The Filter    ${OTHER SYMBOL}

The narrowed history turns its pages
    [Metadata]    Contract    viewer.filter    viewer.pages
    [Tags]    severity:high
    Go To Viewer
    History Should Follow The Filter    ${SYMBOL}
    ${first} =    Read Table    .history-table
    Turn Page    다음
    Wait Until Keyword Succeeds    10s    0.2s    Narrowed Page Should Follow    ${first}    ${SYMBOL}

A symbol that no run has lists no run
    [Metadata]    Contract    viewer.filter
    [Tags]    severity:high
    ${run} =    Run Backtest    symbols=${SYMBOL}
    ${history} =    Get History
    Go To Viewer
    History Should Follow The Filter    ${SYMBOL}
    No Run Should Be Listed For    NO-SUCH    ${run}
    Filter By Symbol    ${EMPTY}
    History Should Be    ${history}[:10]

A sign typed into the filter is a sign
    [Documentation]    Where the filter is a choice, there is nothing to type.
    [Metadata]    Contract    viewer.filter    ui-error.never-blank
    [Tags]    severity:high
    ${history} =    Get History
    Go To Viewer
    History Should Be    ${history}[:10]
    FOR    ${sign}    IN    (    *    [
        Try To Filter By Symbol    ${sign}
        Get Text    .latest-result-card    *=    최신 결과
    END
    Filter By Symbol    ${EMPTY}
    History Should Be    ${history}[:10]

A run is saved as JSON with every value
    [Metadata]    Contract    viewer.json
    [Tags]    severity:critical
    ${run} =    Run Backtest    symbols=${SYMBOL},${OTHER SYMBOL}
    Run Backtest    symbols=${SYMBOL}
    Go To Viewer
    ${file} =    Download    JSON    ${run}
    JSON File Should Hold    ${file}    ${run}
    ${again} =    Download    JSON    ${run}
    JSON File Should Hold    ${again}    ${run}

A run is saved as CSV with every signal
    [Metadata]    Contract    viewer.csv
    [Tags]    severity:critical
    # Hundreds of signals.
    ${run} =    Run Backtest    symbols=${SYMBOL},${OTHER SYMBOL}    strategy=volume_zone_breakout    volume_window=2
    ...    top_percentile=0.8    breakout_buffer=0
    Run Backtest    symbols=${SYMBOL}
    Go To Viewer
    ${file} =    Download    CSV    ${run}
    CSV File Should Hold    ${file}    ${run}
    ${again} =    Download    CSV    ${run}
    CSV File Should Hold    ${again}    ${run}

A run of another page is saved as it is
    [Documentation]    Other rows stand under the buttons than at first.
    [Metadata]    Contract    viewer.json    viewer.csv    viewer.pages
    [Tags]    severity:critical
    ${history} =    Get History
    Go To Viewer
    History Should Be    ${history}[:10]
    Turn Page    다음
    History Should Be    ${history}[10:20]
    Run Should Be Saved As It Is    ${history}[10]

A run of the narrowed history is saved as it is
    [Metadata]    Contract    viewer.json    viewer.csv    viewer.filter
    [Tags]    severity:critical
    Run Backtest    symbols=${OTHER SYMBOL}
    ${run} =    Run Backtest    symbols=${SYMBOL}
    Go To Viewer
    History Should Follow The Filter    ${OTHER SYMBOL}
    History Should Follow The Filter    ${SYMBOL}
    Run Should Be Saved As It Is    ${run}

A run that is gone leaves the others to be saved
    [Metadata]    Contract    ui.console-errors
    [Tags]    severity:high
    ${gone} =    Run Backtest    symbols=${SYMBOL}
    ${run} =    Run Backtest    symbols=${OTHER SYMBOL}
    Go To Viewer
    Server Answers    **/backtests/${gone}[run_id]**    404    application/json    {"detail": "There is no such run."}
    Press Download    JSON    ${gone}
    Press Download    CSV    ${gone}
    Run Should Be Saved As It Is    ${run}


*** Keywords ***
Leave One Run On The Last Page
    [Documentation]    Makes as many runs as it takes: pages counted by rounding forget such a page.
    ${page} =    Get History Page    limit=1
    Make Runs    ${{ (1 - $page["total"]) % 10 }}

Run Should Be Saved As It Is
    [Documentation]    Both files of a run of the history hold what is stored for it.
    [Arguments]    ${item}
    ${run} =    Get Stored Result    ${item}[run_id]
    ${file} =    Download    JSON    ${run}
    JSON File Should Hold    ${file}    ${run}
    ${file} =    Download    CSV    ${run}
    CSV File Should Hold    ${file}    ${run}

Prepare A History
    [Documentation]    An app of its own, so that no other suite's runs come in between, with three pages of runs.
    Start Private App    ui=${True}
    Open The Browser And The API
    ${symbol} =    Get Other Symbol
    # Which symbols there are is known only now; no test changes it.
    VAR    ${OTHER SYMBOL}    ${symbol}    scope=SUITE    # robocop: off=VAR05
    Make Runs    22

Leave The App
    Close Browser
    Stop Private App

History Should Follow The Filter
    [Documentation]    Narrows the history and waits until it shows the newest runs of the symbol.
    [Arguments]    ${symbol}
    Filter By Symbol    ${symbol}
    ${history} =    Get History
    ${newest} =    Select Entries    ${history}[:10]    symbols=${symbol}
    Only Runs Of Symbol Should Be Shown    ${symbol}    ${newest}

Only Runs Of Symbol Should Be Shown
    [Documentation]    The runs of the symbol on this page at least; a build may look through the other pages too.
    [Arguments]    ${symbol}    ${newest}
    Wait Until Keyword Succeeds    10s    0.2s    History Should Be Narrowed    ${symbol}    ${newest}

History Should Be Narrowed
    [Arguments]    ${symbol}    ${newest}
    ${table} =    Read Table    .history-table
    Narrowed History Should List    ${table}    ${symbol}    ${newest}

Narrowed Page Should Follow
    [Arguments]    ${before}    ${symbol}
    ${table} =    Read Table    .history-table
    Narrowed History Should Be Turned    ${table}    ${before}    ${symbol}
