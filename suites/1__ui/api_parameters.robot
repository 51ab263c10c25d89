*** Settings ***
Documentation       Each strategy parameter: its bounds on both sides, and values that are no numbers.

Resource            ../../keywords/backtest_api.resource

Suite Setup         Use The Shared App
Test Template       Parameter Should Keep Its Range

Test Tags           task:1    dod:api-bad-input    severity:high    quick


*** Test Cases ***
The long candle's volume window keeps its range
    [Metadata]    Contract    long.vol-ma-window    refuse.parameter-range    refuse.parameter-type
    volume_long_candle    vol_ma_window

The long candle's volume multiplier keeps its range
    [Metadata]    Contract    long.vol-multiplier    refuse.parameter-range    refuse.parameter-type
    volume_long_candle    vol_multiplier

The long candle's body keeps its range
    [Metadata]    Contract    long.body-pct    refuse.parameter-range    refuse.parameter-type
    volume_long_candle    body_pct

The long candle's holding period keeps its range
    [Metadata]    Contract    long.hold-period-bars    refuse.parameter-range    refuse.parameter-type
    volume_long_candle    hold_period_bars

The zone breakout's volume window keeps its range
    [Metadata]    Contract    zone.volume-window    refuse.parameter-range    refuse.parameter-type
    volume_zone_breakout    volume_window

The zone breakout's top percentile keeps its range
    [Metadata]    Contract    zone.top-percentile    refuse.parameter-range    refuse.parameter-type
    volume_zone_breakout    top_percentile

The zone breakout's buffer keeps its range
    [Metadata]    Contract    zone.breakout-buffer    refuse.parameter-range    refuse.parameter-type
    volume_zone_breakout    breakout_buffer

The zone breakout's holding period keeps its range
    [Metadata]    Contract    zone.hold-period-bars    refuse.parameter-range    refuse.parameter-type
    volume_zone_breakout    hold_period_bars

The zone breakout's number of bins keeps its range
    [Metadata]    Contract    zone.num-bins    refuse.parameter-range    refuse.parameter-type
    volume_zone_breakout    num_bins


*** Keywords ***
Parameter Should Keep Its Range
    [Documentation]    The bounds themselves are accepted, what lies beyond or is no number is refused by name.
    [Arguments]    ${strategy}    ${name}
    ${values} =    Get Parameter Bounds    ${strategy}    ${name}
    FOR    ${value}    IN    @{values}[allowed]
        Run Backtest    strategy=${strategy}    end=${YEAR}-02-28    ${name}=${value}
    END
    FOR    ${value}    IN    @{values}[refused]    @{values}[wrong_type]
        Run Should Be Refused    422    naming=${name}    strategy=${strategy}    ${name}=${value}
    END
    FOR    ${value}    IN    @{values}[doubtful]
        Run Should Be Refused Or Accepted    strategy=${strategy}    ${name}=${value}
    END

Run Should Be Refused Or Accepted
    [Documentation]    A number in quotes, or true: a build may take them for numbers, but never fails.
    [Arguments]    &{request}
    ${response} =    Try To Run    &{request}
    Response Should Have Status    ${response}    200 or 422
