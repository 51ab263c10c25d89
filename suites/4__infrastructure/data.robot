*** Settings ***
Documentation       The candles: their tree, their files, and the inventory that the API gives of them.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use The Shared App To Read

Test Tags           task:4    dod:data-structure    severity:high    quick


*** Test Cases ***
The tree of the data is documented
    [Metadata]    Contract    plan.data-tree
    Record The Data Tree

Each file lies where the contract says
    [Metadata]    Contract    data.layout
    [Tags]    severity:medium    -severity:high
    Each File Should Lie In Its Place

Each candle file has the promised columns
    [Metadata]    Contract    data.columns
    [Tags]    severity:critical    -severity:high
    Each Candle File Should Have The Columns

The inventory lists exactly the files that are there
    [Metadata]    Contract    inventory.files
    Inventory Should Follow The Filter

The inventory is filtered by symbol, timeframe and year
    [Metadata]    Contract    inventory.symbol    inventory.timeframe    inventory.year
    [Template]    Inventory Should Follow The Filter
    symbol=${SYMBOL}
    timeframe=1D
    year=${YEAR}
    symbol=${SYMBOL}    timeframe=1D    year=${YEAR}
    symbol=NO-SUCH-COIN
    year=1999

The inventory is cut into pages
    [Metadata]    Contract    inventory.pages
    ${whole} =    Read    /api/data/inventory    limit=100
    ${first} =    Read    /api/data/inventory    limit=2
    ${second} =    Read    /api/data/inventory    limit=2    offset=2
    Should Be Equal As Integers    ${first}[total_count]    ${whole}[total_count]
    Should Be Equal    ${first}[files]    ${whole}[files][:2]
    Should Be Equal    ${second}[files]    ${whole}[files][2:4]
    Should Be Equal As Integers    ${second}[limit]    2
    Should Be Equal As Integers    ${second}[offset]    2

A filtered inventory is cut into pages as well
    [Metadata]    Contract    inventory.pages    inventory.symbol
    ${whole} =    Read    /api/data/inventory    limit=100
    VAR    ${symbol}    ${whole}[files][-1][symbol]
    ${all} =    Read    /api/data/inventory    limit=100    symbol=${symbol}
    ${first} =    Read    /api/data/inventory    limit=1    symbol=${symbol}
    Should Be Equal As Integers    ${first}[total_count]    ${all}[total_count]
    Should Be Equal    ${first}[files]    ${all}[files][:1]
    Should Be Equal    ${first}[files][0][symbol]    ${symbol}

The inventory's paths lead to the files
    [Metadata]    Contract    inventory.path
    ${body} =    Read    /api/data/inventory    limit=100
    Inventory Paths Should Lead To Files    ${body}[files]
