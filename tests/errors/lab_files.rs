//! Bad lab files. Every lab here is composed for the test.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Folder, on_a_terminal, replaced};

/// A lab without a fault.
const WEB: &str = "\
version: 1
name: shop
region: ap-southeast-2
resources:
  web:
    type: fargate
    vcpu: 1
    memory: 2 GB
    schedule: 15 min/day
";

/// Another one.
const ORDERS: &str = "\
version: 1
name: shop
region: ap-southeast-2
resources:
  orders:
    type: dynamodb
    item_size: 1 KB
";

/// What an estimate of this lab file says.
fn estimate_of(lab: impl AsRef<[u8]>) -> String {
    estimate_in(&Folder::with("lab.yaml", lab))
}

fn estimate_in(folder: &Folder) -> String {
    folder.run(&["estimate", "lab.yaml", "--format", "csv"])
}

/// What an estimate says after one change to the lab without a fault.
fn web_with(from: &str, to: &str) -> String {
    estimate_of(replaced(WEB, from, to))
}

/// The task with more lines.
fn web_and(lines: &str) -> String {
    estimate_of(format!("{WEB}{lines}"))
}

/// The table with more lines.
fn orders_and(lines: &str) -> String {
    estimate_of(format!("{ORDERS}{lines}"))
}

#[test]
fn without_a_fault_there_is_a_figure() {
    assert_snapshot!(estimate_of(WEB), @r#"
    exit 0
    -- stdout --
    Service,Region,Upfront,Monthly,12-Month Total,Currency,Configuration Summary,Monthly Low,Monthly High,Gaps
    AWS Fargate,Asia Pacific (Sydney),0,0.4501666666666666666666666667,5.402,USD,"Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU",0.4501666666666666666666666667,0.4501666666666666666666666667,0
    Total,,0,0.4501666666666666666666666667,5.402,USD,,0.4501666666666666666666666667,0.4501666666666666666666666667,0
    "#);
}

#[test]
fn validate_finds_the_same_faults_as_estimate() {
    let folder = Folder::with("lab.yaml", replaced(WEB, "2 GB", "-2 GB"));
    assert_eq!(
        folder.run(&["lab", "validate", "lab.yaml"]),
        estimate_in(&folder)
    );
}

#[test]
fn all_faults_in_one_run_in_file_order() {
    let lab = "\
version: 2
name: shop
region: ap-southeast2
participants: 0
resources:
  orders:
    type: dynamodb
    item_size: 500 KB
    storage: -1 GB
  web:
    type: fargate
    vcpu: 1
    memory: 15 min
    schedule: 25 h/day
    colour: red
";
    assert_snapshot!(estimate_of(lab), @"
    exit 4
    -- stderr --
    error: lab.yaml has 8 faults
    caused by: lab.yaml:1:10: this labcost reads lab files of version 1, not `2`
     1 | version: 2
       |          ^
    caused by: lab.yaml:3:9: `ap-southeast2` is not an AWS Region that labcost knows; did you mean `ap-southeast-2`?
     3 | region: ap-southeast2
       |         ^^^^^^^^^^^^^
    caused by: lab.yaml:4:15: `participants` is a whole number from 1 to 100000
     4 | participants: 0
       |               ^
    caused by: lab.yaml:8:16: a DynamoDB item has more than 0 bytes and at most 400 KB
     8 |     item_size: 500 KB
       |                ^^^^^^
    caused by: lab.yaml:9:14: `-1 GB` is negative: a quantity cannot be
     9 |     storage: -1 GB
       |              ^^^^^
    caused by: lab.yaml:13:13: `min` is not a unit of data: use B, KB, MB, GB, TB or PB
     13 |     memory: 15 min
        |             ^^^^^^
    caused by: lab.yaml:14:15: `25 h/day` is more than there is in one day
     14 |     schedule: 25 h/day
        |               ^^^^^^^^
    caused by: lab.yaml:15:5: `colour` is not a key here
     15 |     colour: red
        |     ^^^^^^
    hint: the keys here are `like`, `vcpu`, `memory`, `operating_system`, `architecture`, `ephemeral_storage`, `tasks`, `schedule`, `runs`, `run_time`, `spot`, `spot_vcpu_hour_rate`, `spot_gb_hour_rate`, `shared`
    ");
}

#[test]
fn of_many_faults_fifty_are_shown() {
    let mut lab = String::from("version: 1\nname: shop\nresources:\n");
    for number in 1..=60 {
        lab = format!("{lab}  table-{number}: {{type: dynamodb, item_size: 0 KB}}\n");
    }
    let text = estimate_of(lab);
    assert_eq!(text.matches("caused by:").count(), 50);
    assert_snapshot!(text.lines().nth(2).unwrap(), @"error: lab.yaml has 60 faults");
    assert_snapshot!(text.lines().last().unwrap(), @"and 10 more");
}

#[test]
fn an_unknown_key_gets_a_suggestion() {
    assert_snapshot!(web_and("    architectur: arm\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:5: `architectur` is not a key here
     10 |     architectur: arm
        |     ^^^^^^^^^^^
    hint: did you mean `architecture`?
    ");
}

#[test]
fn an_unknown_key_that_is_near_to_nothing() {
    assert_snapshot!(web_with("name: shop", "name: shop\ncolour: red"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:3:1: `colour` is not a key here
     3 | colour: red
       | ^^^^^^
    hint: the keys here are `version`, `name`, `title`, `region`, `participants`, `budget`, `notes`, `resources`
    ");
}

#[test]
fn a_key_twice_names_both_lines() {
    assert_snapshot!(web_and("    vcpu: 2\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:5: `vcpu` stands on line 7 and again on line 10
     10 |     vcpu: 2
        |     ^^^^
    hint: remove or rename one of them
    ");
}

#[test]
fn a_resource_twice_names_both_lines() {
    assert_snapshot!(web_and("  web:\n    type: dynamodb\n    item_size: 1 KB\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:3: `web` stands on line 5 and again on line 10
     10 |   web:
        |   ^^^
    hint: remove or rename one of them
    ");
}

#[test]
fn an_unknown_type_gets_a_suggestion() {
    assert_snapshot!(web_with("fargate", "fargat"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:6:11: `fargat` is not a type here
     6 |     type: fargat
       |           ^^^^^^
    hint: did you mean `fargate`? the types here are `fargate`, `dynamodb`, `guardduty`, `metered`
    ");
    assert_snapshot!(web_with("fargate", "lambda"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:6:11: `lambda` is not a type here
     6 |     type: lambda
       |           ^^^^^^
    hint: the types here are `fargate`, `dynamodb`, `guardduty`, `metered`
    ");
}

#[test]
fn no_type() {
    assert_snapshot!(web_with("    type: fargate\n", ""), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:6:5: `type` is missing
     6 |     vcpu: 1
       |     ^^^^
    hint: the types here are `fargate`, `dynamodb`, `guardduty`, `metered`
    ");
}

#[test]
fn no_version_no_name_no_resources() {
    assert_snapshot!(estimate_of("title: A shop\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has 3 faults
    caused by: lab.yaml:1:1: the lab file has no `version`
     1 | title: A shop
       | ^
    hint: begin with `version: 1`
    caused by: lab.yaml:1:1: the lab file has no `name`
     1 | title: A shop
       | ^
    hint: give the lab a name, such as `name: ecs-security`
    caused by: lab.yaml:1:1: the lab file has no `resources`
     1 | title: A shop
       | ^
    hint: `labcost lab init` writes a file to start from
    ");
}

#[test]
fn a_version_of_the_future() {
    assert_snapshot!(web_with("version: 1", "version: 2"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:1:10: this labcost reads lab files of version 1, not `2`
     1 | version: 2
       |          ^
    ");
}

#[test]
fn a_name_that_breaks_tables() {
    assert_snapshot!(web_with("name: shop", "name: =cmd()"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:2:7: `=cmd()` is no name: use at most 64 letters, digits, `-`, `_` and `.`, a letter or digit first
     2 | name: =cmd()
       |       ^^^^^^
    ");
    assert_snapshot!(web_with("  web:", "  my web:"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:5:3: `my web` is no name: use at most 64 letters, digits, `-`, `_` and `.`, a letter or digit first
     5 |   my web:
       |   ^^^^^^
    ");
}

#[test]
fn a_negative_quantity() {
    assert_snapshot!(web_with("2 GB", "-2 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: `-2 GB` is negative: a quantity cannot be
     8 |     memory: -2 GB
       |             ^^^^^
    ");
}

#[test]
fn an_absurd_quantity() {
    assert_snapshot!(web_and("    tasks: 1,001 trillion\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:12: `1,001 trillion` is absurdly large: the limit is one quadrillion
     10 |     tasks: 1,001 trillion
        |            ^^^^^^^^^^^^^^
    ");
}

#[test]
fn more_decimals_than_anybody_means() {
    assert_snapshot!(web_and("    tasks: 0.0000000001\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:12: `0.0000000001` has more than 9 decimals
     10 |     tasks: 0.0000000001
        |            ^^^^^^^^^^^^
    ");
}

#[test]
fn a_decimal_comma() {
    assert_snapshot!(web_with("2 GB", "1,5 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: `1,5 GB` does not begin with a number such as `1.5` or `1,000`
     8 |     memory: 1,5 GB
       |             ^^^^^^
    ");
}

#[test]
fn memory_that_fargate_does_not_pair_with_the_vcpu() {
    assert_snapshot!(web_with("2 GB", "1 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: Fargate has no task of 1 vCPU and 1 GB: 1 vCPU takes 2 to 8 GB in whole GB
     8 |     memory: 1 GB
       |             ^^^^
    ");
    assert_snapshot!(web_with("2 GB", "2.5 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: Fargate has no task of 1 vCPU and 2.5 GB: 1 vCPU takes 2 to 8 GB in whole GB
     8 |     memory: 2.5 GB
       |             ^^^^^^
    ");
    assert_snapshot!(web_with("vcpu: 1\n    memory: 2 GB", "vcpu: 0.25\n    memory: 4 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: Fargate has no task of 0.25 vCPU and 4 GB: 0.25 vCPU takes 0.5, 1 or 2 GB
     8 |     memory: 4 GB
       |             ^^^^
    ");
    assert_snapshot!(web_with("vcpu: 1\n    memory: 2 GB", "vcpu: 16\n    memory: 33 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: Fargate has no task of 16 vCPU and 33 GB: 16 vCPU takes 32 to 120 GB in steps of 8 GB
     8 |     memory: 33 GB
       |             ^^^^^
    ");
}

#[test]
fn windows_on_arm() {
    assert_snapshot!(web_and("    operating_system: windows\n    architecture: arm\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:11:19: Fargate runs Windows on x86 only
     11 |     architecture: arm
        |                   ^^^
    ");
}

#[test]
fn spot_on_windows() {
    assert_snapshot!(web_and("    operating_system: windows\n    spot: true\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:11:11: Fargate Spot does not run Windows
     11 |     spot: true
        |           ^^^^
    ");
}

#[test]
fn a_spot_rate_without_spot() {
    assert_snapshot!(web_and("    spot_vcpu_hour_rate: 0.014568\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:26: a Spot rate is given, but not `spot: true`
     10 |     spot_vcpu_hour_rate: 0.014568
        |                          ^^^^^^^^
    ");
}

#[test]
fn a_spot_rate_that_is_no_price() {
    let rates = "    spot: true\n    spot_vcpu_hour_rate: -0.01\n    spot_gb_hour_rate: cheap\n";
    assert_snapshot!(web_and(rates), @"
    exit 4
    -- stderr --
    error: lab.yaml has 2 faults
    caused by: lab.yaml:11:26: `-0.01` is negative: a price cannot be
     11 |     spot_vcpu_hour_rate: -0.01
        |                          ^^^^^
    caused by: lab.yaml:12:24: `cheap` is not a plain decimal number
     12 |     spot_gb_hour_rate: cheap
        |                        ^^^^^
    ");
}

#[test]
fn ephemeral_storage_that_fargate_does_not_have() {
    assert_snapshot!(web_and("    ephemeral_storage: 300 GB\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:24: a Fargate task has 20 to 200 GB of ephemeral storage, not 300 GB
     10 |     ephemeral_storage: 300 GB
        |                        ^^^^^^
    ");
}

#[test]
fn a_unit_that_does_not_fit() {
    assert_snapshot!(web_with("2 GB", "15 min"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: `min` is not a unit of data: use B, KB, MB, GB, TB or PB
     8 |     memory: 15 min
       |             ^^^^^^
    ");
    assert_snapshot!(web_with("15 min/day", "2 GB/day"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `GB` is not a unit of time: use s, min, h or days
     9 |     schedule: 2 GB/day
       |               ^^^^^^^^
    ");
    assert_snapshot!(orders_and("    storage: 10 GB/month\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:14: `GB/month` is not a unit of data: use B, KB, MB, GB, TB or PB
     8 |     storage: 10 GB/month
       |              ^^^^^^^^^^^
    ");
}

#[test]
fn no_unit_or_one_of_two_meanings() {
    assert_snapshot!(web_with("2 GB", "2"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:13: `2` has no unit: use B, KB, MB, GB, TB or PB
     8 |     memory: 2
       |             ^
    ");
    assert_snapshot!(web_with("15 min/day", "15 m/day"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `15 m`: is `m` minutes or months? Write `min`
     9 |     schedule: 15 m/day
       |               ^^^^^^^^
    ");
    assert_snapshot!(web_with("15 min/day", "15 min"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `15 min` does not say how often: write `always` or `15 min/day`
     9 |     schedule: 15 min
       |               ^^^^^^
    ");
}

#[test]
fn a_schedule_longer_than_its_period() {
    assert_snapshot!(web_with("15 min/day", "25 h/day"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `25 h/day` is more than there is in one day
     9 |     schedule: 25 h/day
       |               ^^^^^^^^
    ");
    assert_snapshot!(web_with("15 min/day", "15 min/fortnight"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `fortnight` is not a period: use /hour, /day, /week or /month
     9 |     schedule: 15 min/fortnight
       |               ^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_schedule_and_runs() {
    assert_snapshot!(web_and("    runs: 10/day\n    run_time: 30 min\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:5:3: give either `schedule`, or `runs` with `run_time`, not both
     5 |   web:
       |   ^^^
    ");
    assert_snapshot!(web_with("schedule: 15 min/day", "runs: 10/day"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:5:3: `web` has no `run_time`
     5 |   web:
       |   ^^^
    hint: give how long each run takes, such as `30 min`
    ");
}

#[test]
fn a_guess_whose_bounds_are_not_in_order() {
    assert_snapshot!(web_and("    tasks: {low: 3, expected: 2, high: 5}\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:31: `tasks`: low, expected and high are not in rising order
     10 |     tasks: {low: 3, expected: 2, high: 5}
        |                               ^
    ");
}

#[test]
fn a_guess_with_different_periods() {
    let guess = "{low: 1 h/week, expected: 15 min/day}";
    assert_snapshot!(web_with("15 min/day", guess), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:41: `schedule`: low, expected and high need the same period
     9 |     schedule: {low: 1 h/week, expected: 15 min/day}
       |                                         ^^^^^^^^^^
    ");
}

#[test]
fn a_guess_without_an_expected_value() {
    assert_snapshot!(web_and("    tasks: {low: 1, high: 5}\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:5:3: `web` has no `tasks: expected`
     5 |   web:
       |   ^^^
    hint: give the value to count with
    ");
}

/// A detector that watches a resource of this name.
fn watching(name: &str) -> String {
    format!(
        "  guard:\n    type: guardduty\n    runtime_monitoring:\n      fargate_tasks: [{name}]\n"
    )
}

#[test]
fn a_watched_task_that_is_not_there_gets_a_suggestion() {
    assert_snapshot!(web_and(&watching("wbe")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:13:23: there is no resource `wbe` in this lab
     13 |       fargate_tasks: [wbe]
        |                       ^^^
    hint: did you mean `web`?
    ");
    assert_snapshot!(web_and(&watching("banana")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:13:23: there is no resource `banana` in this lab
     13 |       fargate_tasks: [banana]
        |                       ^^^^^^
    ");
}

#[test]
fn a_watched_task_that_is_no_task() {
    assert_snapshot!(orders_and(&watching("orders")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:11:23: `orders` is not a Fargate resource
     11 |       fargate_tasks: [orders]
        |                       ^^^^^^
    ");
}

#[test]
fn a_watched_task_on_windows() {
    let watched = format!("    operating_system: windows\n{}", watching("web"));
    assert_snapshot!(web_and(&watched), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:14:23: Runtime Monitoring watches Linux tasks, and `web` runs Windows
     14 |       fargate_tasks: [web]
        |                       ^^^
    ");
}

#[test]
fn an_alias_inside_the_value_that_it_refers_to() {
    assert_snapshot!(web_with("  web:", "  web: &web\n    like: *web"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:6:11: the alias stands inside the value that it refers to
     6 |     like: *web
       |           ^^^^
    ");
}

#[test]
fn items_that_dynamodb_does_not_store() {
    assert_snapshot!(estimate_of(replaced(ORDERS, "1 KB", "0 KB")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:7:16: a DynamoDB item has more than 0 bytes and at most 400 KB
     7 |     item_size: 0 KB
       |                ^^^^
    ");
    assert_snapshot!(estimate_of(replaced(ORDERS, "1 KB", "500 KB")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:7:16: a DynamoDB item has more than 0 bytes and at most 400 KB
     7 |     item_size: 500 KB
       |                ^^^^^^
    ");
}

#[test]
fn on_demand_and_provisioned() {
    let both = "    writes: 1 million\n    read_capacity_units: 5\n    write_capacity_units: 5\n";
    assert_snapshot!(orders_and(both), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:5:3: a table is either on demand, with reads and writes, or provisioned, with capacity units
     5 |   orders:
       |   ^^^^^^
    ");
}

#[test]
fn a_word_that_is_none_of_the_choices() {
    assert_snapshot!(orders_and("    table_class: standrad\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:18: `standrad` is no table class: did you mean `standard`?
     8 |     table_class: standrad
       |                  ^^^^^^^^
    ");
    assert_snapshot!(orders_and("    point_in_time_recovery: yes\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:29: expected `true` or `false`, found `yes`
     8 |     point_in_time_recovery: yes
       |                             ^^^
    ");
}

#[test]
fn participants_in_parts() {
    assert_snapshot!(web_with("name: shop", "name: shop\nparticipants: 1.5"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:3:15: `participants` is a whole number from 1 to 100000
     3 | participants: 1.5
       |               ^^^
    ");
}

#[test]
fn a_budget_in_no_currency() {
    assert_snapshot!(web_with("name: shop", "name: shop\nbudget: {amount: 5 dollars}"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:3:18: `dollars` is not a currency code such as `USD` (three capital letters)
     3 | budget: {amount: 5 dollars}
       |                  ^^^^^^^^^
    ");
}

#[test]
fn a_metered_usage_counted_in_another_unit_than_its_price() {
    let gateway = "  gateway:
    type: metered
    service_code: AmazonEC2
    usage_type: NatGateway-Hours
    operation: NatGateway
    unit: GB
    quantity: 730
";
    assert_snapshot!(web_and(gateway), @"
    exit 4
    -- stderr --
    error: SKU NUKV5QPTHVFBW7DE prices usage type `APS2-NatGateway-Hours` per `Hrs`, but the usage is counted in `GB`
    hint: correct the `unit` in the lab file, or use another price list
    ");
}

#[test]
fn a_service_code_cannot_lead_out_of_the_folder() {
    let outside = "  outside:
    type: metered
    service_code: ../../secret
    usage_type: X
    unit: Hrs
    quantity: 1
";
    assert_snapshot!(web_and(outside), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:12:19: `../../secret` is no name: use at most 64 letters, digits, `-`, `_` and `.`, a letter or digit first
     12 |     service_code: ../../secret
        |                   ^^^^^^^^^^^^
    ");
}

#[test]
fn a_quantity_that_cannot_be_held_exactly() {
    // 24 digits × 24 digits × 16 digits: 64 digits, where 38 can be held.
    let huge = "tasks: 123,456,789,012,345.123456789
    runs: 999,999,999,999.987654321/day
    run_time: 1,234,567.123456789 s";
    assert_snapshot!(web_with("schedule: 15 min/day", huge), @"
    exit 4
    -- stderr --
    error: the quantities of `web` cannot be counted exactly
    caused by: a number needs more digits than can be held exactly
    hint: use smaller quantities, or fewer decimals, in the lab file
    ");
}

/// A Spot task at a rate that the lab file states.
fn spot(tasks: &str, rate: &str) -> String {
    let spot = format!(
        "schedule: always
    tasks: {tasks}
    spot: true
    spot_vcpu_hour_rate: {rate}
    spot_gb_hour_rate: 0.001"
    );
    replaced(WEB, "schedule: 15 min/day", &spot)
}

#[test]
fn a_cost_that_cannot_be_held_exactly() {
    // 24 digits of tasks × 730 hours × 28 digits of the rate.
    let rate = "0.1234567890123456789012345678";
    assert_snapshot!(estimate_of(spot("123,456,789,012,345.123456789", rate)), @"
    exit 4
    -- stderr --
    error: the cost of `APS2-SpotUsage-Fargate-vCPU-Hours:perCPU` of `web` cannot be held exactly
    caused by: a number needs more digits than can be held exactly
    hint: use smaller quantities, or fewer decimals, in the lab file
    ");
}

#[test]
fn a_sum_that_cannot_be_held_exactly() {
    // A month of both lines can still be held; twelve months need one digit more.
    let lab = spot("123,456,789,012,345.123456789", "0.0123456789");
    let many = replaced(&lab, "name: shop", "name: shop\nparticipants: 99,999");
    assert_snapshot!(estimate_of(many), @"
    exit 4
    -- stderr --
    error: the sum of the lab's costs cannot be held exactly
    caused by: a number needs more digits than can be held exactly
    hint: use smaller quantities, or fewer decimals, in the lab file
    ");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_missing() {
    assert_snapshot!(estimate_in(&Folder::with("other.yaml", WEB)), @"
    exit 4
    -- stderr --
    error: cannot read the lab file lab.yaml
    caused by: No such file or directory (os error 2)
    hint: give the path of a lab file, or the name of a built-in lab
    ");
}

#[test]
fn a_file_that_is_a_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.path("lab.yaml")).unwrap();
    assert_snapshot!(estimate_in(&folder), @"
    exit 4
    -- stderr --
    error: cannot read the lab file lab.yaml
    caused by: is a directory
    hint: give the path of a lab file, or the name of a built-in lab
    ");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    let folder = Folder::with("lab.yaml", WEB);
    if crate::support::lock(&folder.path("lab.yaml")) {
        assert_snapshot!(estimate_in(&folder), @"
        exit 4
        -- stderr --
        error: cannot read the lab file lab.yaml
        caused by: Permission denied (os error 13)
        hint: give the path of a lab file, or the name of a built-in lab
        ");
    }
}

#[test]
fn a_file_of_2_gb() {
    let folder = Folder::with("lab.yaml", "");
    // A sparse file: it takes no room on the disk.
    let file = fs::File::options()
        .write(true)
        .open(folder.path("lab.yaml"))
        .unwrap();
    file.set_len(2 * 1024 * 1024 * 1024).unwrap();
    assert_snapshot!(estimate_in(&folder), @"
    exit 4
    -- stderr --
    error: the lab file lab.yaml is larger than 64 MB
    hint: split the lab into several files
    ");
}

#[test]
fn a_tab_in_the_indentation() {
    assert_snapshot!(web_with("    vcpu", "\tvcpu"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:7:1: a tab cannot indent a line
     7 |  vcpu: 1
       | ^
    hint: indent with spaces
    ");
}

#[test]
fn two_documents() {
    assert_snapshot!(web_and("---\nversion: 1\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:1: a second document starts here, but a file holds only one
     10 | ---
        | ^^^
    hint: remove the line `---`
    ");
}

#[test]
fn a_quote_that_is_not_closed() {
    assert_snapshot!(web_with("name: shop", "name: \"shop"), @r#"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:2:7: the quote that opens here is not closed
     2 | name: "shop
       |       ^
    hint: add the closing quote
    "#);
}

#[test]
fn nesting_without_end() {
    // The parser looks ahead, so the place is a little inside the 64th list.
    assert_snapshot!(estimate_of(format!("notes: {}", "[".repeat(1_000_000))), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:1:263: nested more than 64 deep
     1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
       |                                         ^
    ");
}

#[test]
fn a_billion_laughs() {
    let mut lab = String::from("a0: &a0 ha\n");
    for level in 1..30 {
        let row = format!("*a{}, ", level - 1).repeat(10);
        lab = format!("{lab}a{level}: &a{level} [{row}]\n");
    }
    assert_snapshot!(estimate_of(lab), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:15: the file holds more than 4000000 values, counting aliases
     8 | a7: &a7 [*a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, *a6, ]
       |               ^^^
    ");
}

#[test]
fn a_nul_byte_does_not_reach_the_terminal() {
    assert_snapshot!(web_with("2 GB", "2\0GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:14: a NUL character cannot stand in a YAML file
     8 |     memory: 2 GB
       |              ^
    ");
}

#[test]
fn a_fault_in_a_long_line_is_shown_with_its_surroundings() {
    let notes = vec!["note"; 100].join(", ");
    let lab = replaced(
        WEB,
        "name: shop",
        &format!("name: shop\nnotes: [{notes}, [x], {notes}]"),
    );
    assert_snapshot!(estimate_of(lab), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:3:609: expected a text, found a list
     3 | te, note, note, note, note, note, note, [x], note, note, note, note, note, note, note, note, note, n
       |                                         ^
    ");
}

#[test]
fn a_misspelt_key_is_one_fault_and_not_a_missing_key_too() {
    assert_snapshot!(web_with("memory", "memroy"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:5: `memroy` is not a key here
     8 |     memroy: 2 GB
       |     ^^^^^^
    hint: did you mean `memory`?
    ");
    assert_snapshot!(web_with("name: shop", "naem: shop"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:2:1: `naem` is not a key here
     2 | naem: shop
       | ^^^^
    hint: did you mean `name`?
    ");
    assert_snapshot!(web_and("    tasks: {low: 1, expcted: 2, high: 5}\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:21: `expcted` is not a key here
     10 |     tasks: {low: 1, expcted: 2, high: 5}
        |                     ^^^^^^^
    hint: did you mean `expected`?
    ");
}

#[test]
fn what_another_resource_misspells_is_still_missing_here() {
    let other = "  api:\n    type: fargate\n    vcpu: 1\n    memroy: 2 GB\n    schedule: always\n";
    let lab = replaced(WEB, "    memory: 2 GB\n", "") + other;
    assert_snapshot!(estimate_of(lab), @"
    exit 4
    -- stderr --
    error: lab.yaml has 2 faults
    caused by: lab.yaml:5:3: `web` has no `memory`
     5 |   web:
       |   ^^^
    hint: give the task's memory, such as `memory: 2 GB`
    caused by: lab.yaml:12:5: `memroy` is not a key here
     12 |     memroy: 2 GB
        |     ^^^^^^
    hint: did you mean `memory`?
    ");
}

#[test]
fn a_ring_of_resources_that_are_like_each_other() {
    let ring = "  api:
    type: fargate
    like: worker
  worker:
    type: fargate
    like: api
";
    assert_snapshot!(web_and(ring), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:12:11: `api` is like `worker` is like `api`
     12 |     like: worker
        |           ^^^^^^
    hint: one of them has to say what it is itself
    ");
    assert_snapshot!(web_and("  api:\n    type: fargate\n    like: api\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:12:11: `api` is like `api`
     12 |     like: api
        |           ^^^
    hint: one of them has to say what it is itself
    ");
}

#[test]
fn a_resource_like_one_that_is_not_there() {
    assert_snapshot!(web_and("  api:\n    type: fargate\n    like: wbe\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:12:11: `wbe` is not an entry here
     12 |     like: wbe
        |           ^^^
    hint: did you mean `web`?
    ");
}

#[test]
fn a_resource_like_one_of_another_type() {
    assert_snapshot!(orders_and("  api:\n    type: fargate\n    like: orders\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:10:11: `api` is of type `fargate`, but `orders` is of type `dynamodb`
     10 |     like: orders
        |           ^^^^^^
    ");
}

#[test]
fn a_task_watched_twice_is_not_billed_twice() {
    assert_snapshot!(web_and(&watching("web, web")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:13:28: `web` is watched already
     13 |       fargate_tasks: [web, web]
        |                            ^^^
    hint: remove one of them
    ");
}

#[test]
fn a_region_has_one_replica() {
    assert_snapshot!(orders_and("    replicas: [eu-west-1, us-east-1, eu-west-1]\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:8:38: `eu-west-1` has a replica already
     8 |     replicas: [eu-west-1, us-east-1, eu-west-1]
       |                                      ^^^^^^^^^
    ");
}

#[test]
fn a_schedule_that_is_none() {
    assert_snapshot!(web_with("15 min/day", "2 GB"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `GB` is not a unit of time: use s, min, h or days
     9 |     schedule: 2 GB
       |               ^^^^
    ");
    assert_snapshot!(web_with("15 min/day", "allways"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `allways` is no schedule: did you mean `always`?
     9 |     schedule: allways
       |               ^^^^^^^
    ");
    assert_snapshot!(web_with("15 min/day", "sometimes"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:9:15: `sometimes` does not begin with a number such as `1.5` or `1,000`
     9 |     schedule: sometimes
       |               ^^^^^^^^^
    ");
}

#[test]
fn virtual_cpus_that_fargate_does_not_have() {
    assert_snapshot!(web_with("vcpu: 1", "vcpu: 3"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:7:11: Fargate has no Linux task of 3 vCPU, only of 0.25, 0.5, 1, 2, 4, 8, 16
     7 |     vcpu: 3
       |           ^
    ");
    let windows = format!("{WEB}    operating_system: windows\n");
    assert_snapshot!(estimate_of(replaced(&windows, "vcpu: 1", "vcpu: 0.25")), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:7:11: Fargate has no Windows task of 0.25 vCPU, only of 1, 2, 4
     7 |     vcpu: 0.25
       |           ^^^^
    ");
}

#[test]
fn a_budget_without_an_amount() {
    assert_snapshot!(web_with("name: shop", "name: shop\nbudget:\n  per: month"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:4:8: `budget` has no `amount`
     4 |   per: month
       |        ^^^^^
    hint: give what the lab may cost, such as `amount: 5.00 USD`
    ");
}

#[test]
fn an_empty_lab_file() {
    assert_snapshot!(estimate_of(""), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:1:1: the lab file is empty
     1 | 
       | ^
    hint: `labcost lab init` writes a file to start from
    ");
    assert_snapshot!(estimate_of("# nothing yet\n"), @"
    exit 4
    -- stderr --
    error: lab.yaml has a fault
    caused by: lab.yaml:1:1: the lab file is empty
     1 | # nothing yet
       | ^
    hint: `labcost lab init` writes a file to start from
    ");
}

#[test]
fn another_encoding() {
    let latin_1 = b"version: 1\nname: shop\ntitle: Caf\xe9\n";
    assert_snapshot!(estimate_of(latin_1), @"
    exit 4
    -- stderr --
    error: lab.yaml:3:11: the lab file is not UTF-8
    hint: save the file as UTF-8
    ");
    let binary: Vec<u8> = (1..=u8::MAX).collect();
    assert_snapshot!(estimate_of(binary), @"
    exit 4
    -- stderr --
    error: lab.yaml:2:118: the lab file is not UTF-8
    hint: save the file as UTF-8
    ");
}

#[test]
fn escapes_do_not_reach_the_terminal() {
    let raw = replaced(WEB, "2 GB", "\u{1b}[31m2 GB\u{7}");
    let escaped = replaced(WEB, "2 GB", r#""\e[31m2 GB\r""#);
    let turned = replaced(WEB, "2 GB", "\u{202e}BG 2");
    for lab in [raw, escaped, turned] {
        let folder = Folder::with("lab.yaml", lab);
        let text = on_a_terminal(&mut folder.labcost(&["estimate", "lab.yaml"]));
        // Only labels are in colour.
        let plain = text
            .replace("ESC[1mESC[31merror:ESC[0m", "error:")
            .replace("ESC[1mESC[33mcaused by:ESC[0m", "caused by:");
        assert!(!plain.contains("ESC"), "{plain}");
        assert!(!plain.contains(['\r', '\u{7}', '\u{202e}']), "{plain:?}");
    }
}

#[test]
fn a_long_value_is_cut() {
    let text = web_with("2 GB", &"x".repeat(1_000_000));
    assert!(
        text.starts_with("exit 4\n") && text.len() < 1_500,
        "{}",
        text.len()
    );
}
