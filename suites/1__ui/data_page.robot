*** Settings ***
Documentation       The data page lists the candle files, all of them or those asked for.

Resource            ../../keywords/pages/data.resource

Suite Setup         Open The Browser And The API To Read
Suite Teardown      Close Browser
Test Setup          Open A Window
Test Teardown       Close The Window

Test Tags           task:1    dod:ui-data-page


*** Test Cases ***
The page lists every file of the inventory
    [Metadata]    Contract    files.rows
    [Tags]    severity:critical
    ${files} =    Get Inventory
    Go To Data Page
    Files Should Be    ${files}

The table has its columns
    [Metadata]    Contract    files.columns
    [Tags]    severity:medium
    Go To Data Page
    ${table} =    Read Table    table.files-table
    Columns Should Be    ${table}    심볼    타임프레임    연도    파일 크기    수정일

The list is narrowed to one symbol
    [Metadata]    Contract    files.symbol-filter
    [Tags]    severity:high
    ${files} =    Get Inventory
    ${wanted} =    Select Entries    ${files}    symbol=${SYMBOL}
    Go To Data Page
    Filter Files By Symbol    ${SYMBOL}
    Files Should Be    ${wanted}
    Filter Files By Symbol    ${EMPTY}
    Files Should Be    ${files}

The list is narrowed to one timeframe
    [Metadata]    Contract    files.timeframe-filter
    [Tags]    severity:high
    ${files} =    Get Inventory
    ${wanted} =    Select Entries    ${files}    timeframe=${files}[0][timeframe]
    Go To Data Page
    Filter Files By Timeframe    ${files}[0][timeframe]
    Files Should Be    ${wanted}
    Filter Files By Timeframe    ${EMPTY}
    Files Should Be    ${files}

Both filters work together
    [Metadata]    Contract    files.symbol-filter    files.timeframe-filter
    [Tags]    severity:high
    ${files} =    Get Inventory
    ${wanted} =    Select Entries    ${files}    symbol=${SYMBOL}    timeframe=${files}[0][timeframe]
    Go To Data Page
    Filter Files By Symbol    ${SYMBOL}
    Filter Files By Timeframe    ${files}[0][timeframe]
    Files Should Be    ${wanted}
    Filter Files By Symbol    ${EMPTY}
    Filter Files By Symbol    ${SYMBOL}
    Files Should Be    ${wanted}
