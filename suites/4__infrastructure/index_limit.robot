*** Settings ***
Documentation       The index stays small: the newest thousand runs, while all of them are kept.

Resource            ../../keywords/infrastructure.resource

Suite Setup         Use An App Of Its Own
Suite Teardown      Stop Private App

Test Tags           task:4    dod:result-store


*** Test Cases ***
Nothing is latest in an app without runs
    [Metadata]    Contract    latest.none
    [Tags]    severity:high
    ${page} =    Get History Page
    ${response} =    Ask For    /api/backtests/latest
    Latest Should Fit The History    ${response}    ${page}

The index names the newest thousand runs and the older ones are kept
    [Metadata]    Contract    data.index-limit    data.all-kept
    [Tags]    severity:critical
    [Timeout]    8 minutes
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-03-31
    ${ids} =    Fill Store With    ${API_URL}    ${request}    1010
    Index Should Hold    1000    ${ids}[last]
    Index Should Be Sound
    Get Stored Result    ${ids}[first]
    Stored Runs Should Agree    ${API_URL}
    History Should Reach Back To    ${API_URL}    ${ids}[first]

The index is whole after a restart
    [Metadata]    Contract    data.index    data.same-runs    stored.restart
    [Tags]    severity:critical    dod:survival    -dod:result-store
    The Target Must Allow    private
    ${request} =    Make Run Request    start=${YEAR}-03-01    end=${YEAR}-03-31
    Fill Store With    ${API_URL}    ${request}    12
    Restart Service    backend
    Index Should Equal The History    ${API_URL}
    Stored Runs Should Agree    ${API_URL}
