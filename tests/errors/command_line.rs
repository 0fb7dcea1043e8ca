//! Bad command lines, bad environments, and places that cannot be written to.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Folder, labcost, on_a_terminal, seen};

#[test]
fn an_unknown_lab_gets_a_suggestion() {
    assert_snapshot!(labcost(&["estimate", "ecs-securty"]), @"
    exit 2
    -- stderr --
    error: there is no built-in lab `ecs-securty`, and no file of that name
    hint: did you mean `ecs-security`?
    ");
    assert_snapshot!(labcost(&["lab", "show", "ecs-securty"]), @"
    exit 2
    -- stderr --
    error: there is no built-in lab `ecs-securty`
    hint: did you mean `ecs-security`?
    ");
}

#[test]
fn an_unknown_lab_that_is_near_to_nothing() {
    assert_snapshot!(labcost(&["estimate", "banana"]), @"
    exit 2
    -- stderr --
    error: there is no built-in lab `banana`, and no file of that name
    hint: `labcost lab list` shows the built-in labs
    ");
}

#[test]
fn an_unknown_region_gets_a_suggestion() {
    assert_snapshot!(labcost(&["estimate", "--region", "ap-southeast2"]), @"
    exit 2
    -- stderr --
    error: `ap-southeast2` is not an AWS Region that labcost knows
    hint: did you mean `ap-southeast-2`?
    ");
    assert_snapshot!(labcost(&["estimate", "--region", "eu-west-1,mars"]), @"
    exit 2
    -- stderr --
    error: `mars` is not an AWS Region that labcost knows
    hint: give a Region's code, such as `ap-southeast-2`, or `all`
    ");
}

#[test]
fn no_region_at_all() {
    let none = labcost(&["estimate", "--region", ""]);
    assert_eq!(none, labcost(&["estimate", "--region", " , "]));
    assert_snapshot!(none, @"
    exit 2
    -- stderr --
    error: `--region` names no Region
    hint: give a Region's code, such as `--region ap-southeast-2`, or `all`
    ");
}

#[test]
fn a_lab_file_without_a_region_needs_the_flag() {
    let lab = "\
version: 1
name: shop
resources:
  orders: {type: dynamodb, item_size: 1 KB}
";
    assert_snapshot!(Folder::with("lab.yaml", lab).run(&["estimate", "lab.yaml"]), @"
    exit 2
    -- stderr --
    error: the lab `shop` names no Region
    hint: add `--region ap-southeast-2`, or `region:` to the lab file
    ");
}

#[test]
fn an_unknown_service_gets_a_suggestion() {
    assert_snapshot!(labcost(&["estimate", "--service", "dynamo"]), @"
    exit 2
    -- stderr --
    error: `dynamo` is not a service of this lab
    hint: did you mean `dynamodb`?
    ");
    assert_snapshot!(labcost(&["estimate", "--service", "lambda"]), @"
    exit 2
    -- stderr --
    error: `lambda` is not a service of this lab
    hint: this lab has fargate, dynamodb, guardduty, AmazonECS, AmazonDynamoDB, AmazonGuardDuty
    ");
}

#[test]
fn a_month_that_is_none() {
    assert_snapshot!(labcost(&["estimate", "--month", "2026-13"]), @"
    exit 2
    -- stderr --
    error: `--month`: `2026-13` is neither `730h` nor a month such as `2026-11`
    ");
    assert_snapshot!(labcost(&["estimate", "--month", "november"]), @"
    exit 2
    -- stderr --
    error: `--month`: `november` is neither `730h` nor a month such as `2026-11`
    ");
}

#[test]
fn a_currency_that_is_no_code() {
    assert_snapshot!(labcost(&["estimate", "--currency", "dollars"]), @"
    exit 2
    -- stderr --
    error: `--currency`: `dollars` is not a currency code such as `USD` (three capital letters)
    ");
}

#[test]
fn nobody_does_the_lab() {
    assert_snapshot!(labcost(&["estimate", "--participants", "0"]), @"
    exit 2
    -- stderr --
    error: invalid value '0' for '--participants <NUMBER>': 0 is not in 1..=100000
    hint: for more, try '--help'
    ");
}

#[test]
fn a_line_that_the_estimate_does_not_have() {
    assert_snapshot!(labcost(&["explain", "carts-tsk"]), @"
    exit 2
    -- stderr --
    error: no line of this estimate is `carts-tsk`
    hint: did you mean `carts-task`?
    ");
    assert_snapshot!(labcost(&["explain", "banana"]), @"
    exit 2
    -- stderr --
    error: no line of this estimate is `banana`
    hint: `labcost explain` without a name explains every line
    ");
}

#[test]
fn a_line_number_below_and_above_the_lines() {
    assert_snapshot!(labcost(&["explain", "0"]), @"
    exit 2
    -- stderr --
    error: there is no line 0
    hint: the lines are 1 to 8
    ");
    assert_snapshot!(labcost(&["explain", "99"]), @"
    exit 2
    -- stderr --
    error: there is no line 99
    hint: the lines are 1 to 8
    ");
}

#[test]
fn an_explanation_is_of_one_region() {
    assert_snapshot!(labcost(&["explain", "--region", "eu-west-1,us-east-1"]), @"
    exit 2
    -- stderr --
    error: `explain` takes one Region
    hint: give one, such as `--region ap-southeast-2`
    ");
}

#[test]
fn a_folder_in_the_place_of_the_output() {
    let folder = Folder::new();
    fs::create_dir(folder.path("page")).unwrap();
    assert_snapshot!(folder.run(&["estimate", "--out-file", "page"]), @"
    exit 4
    -- stderr --
    error: cannot write page
    caused by: is a directory
    hint: give the path of a file, not of a folder; nothing was changed
    ");
}

#[test]
fn a_lab_file_is_not_overwritten() {
    let folder = Folder::with("lab.yaml", "my work");
    assert_snapshot!(folder.run(&["lab", "init"]), @"
    exit 2
    -- stderr --
    error: lab.yaml exists already
    hint: give another name, or `--force` to replace it
    ");
    assert_eq!(fs::read(folder.path("lab.yaml")).unwrap(), b"my work");
}

#[test]
fn a_failed_run_leaves_the_output_file_as_it_was() {
    let folder = Folder::with("page.md", "yesterday");
    folder.run(&["estimate", "--currency", "EUR", "--out-file", "page.md"]);
    assert_eq!(fs::read(folder.path("page.md")).unwrap(), b"yesterday");
}

#[test]
fn a_day_that_is_none_in_the_environment() {
    let folder = Folder::new();
    let mut command = folder.labcost(&["estimate"]);
    command.env("LABCOST_TODAY", "yesterday");
    assert_snapshot!(seen(&command.output().unwrap()), @"
    exit 2
    -- stderr --
    error: LABCOST_TODAY: `yesterday` is not a date such as `2026-11-24`
    ");
}

#[test]
fn a_fault_names_what_is_set_in_the_environment() {
    let folder = Folder::new();
    let with = |name: &str, value: &str| {
        let mut command = folder.labcost(&["estimate"]);
        seen(&command.env(name, value).output().unwrap())
    };
    assert_snapshot!(with("LABCOST_REGION", "ap-southeast2"), @"
    exit 2
    -- stderr --
    error: `ap-southeast2` is not an AWS Region that labcost knows
    hint: did you mean `ap-southeast-2`?
    hint: set in the environment: LABCOST_REGION
    ");
    assert_snapshot!(with("LABCOST_FORMAT", "yaml"), @"
    exit 2
    -- stderr --
    error: invalid value 'yaml' for '--format <FORMAT>'
    hint: there is table, json, csv, markdown, html
    hint: for more, try '--help'
    hint: set in the environment: LABCOST_FORMAT
    ");
    assert_snapshot!(with("LABCOST_STRICT", "perhaps"), @"
    exit 2
    -- stderr --
    error: invalid value 'perhaps' for '--strict': value was not a boolean
    hint: for more, try '--help'
    hint: set in the environment: LABCOST_STRICT
    ");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = Folder::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = folder
        .labcost(&["estimate"])
        .stdout(writer)
        .output()
        .unwrap();
    assert_snapshot!(seen(&output), @"exit 0");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout() {
    let folder = Folder::new();
    for arguments in [&["estimate"][..], &["--help"], &["lab", "list"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = folder.labcost(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}");
    }
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = folder.labcost(&["estimate"]).stdout(full).output().unwrap();
    assert_snapshot!(seen(&output), @"
    exit 4
    -- stderr --
    error: cannot write to stdout
    caused by: No space left on device (os error 28)
    ");
}

#[test]
fn a_misspelt_flag_gets_a_suggestion() {
    assert_snapshot!(labcost(&["estimate", "--regoin", "eu-west-1"]), @"
    exit 2
    -- stderr --
    error: unexpected argument '--regoin' found
    hint: a similar argument exists: '--region'
    hint: usage: labcost estimate --region <REGION> [LAB]
    hint: for more, try '--help'
    ");
    assert_snapshot!(labcost(&["estimate", "--xyz"]), @"
    exit 2
    -- stderr --
    error: unexpected argument '--xyz' found
    hint: to pass '--xyz' as a value, use '-- --xyz'
    hint: usage: labcost estimate [OPTIONS] [LAB]
    hint: for more, try '--help'
    ");
}

#[test]
fn a_misspelt_command_gets_a_suggestion() {
    assert_snapshot!(labcost(&["estimte"]), @"
    exit 2
    -- stderr --
    error: unrecognized subcommand 'estimte'
    hint: a similar subcommand exists: 'estimate'
    hint: usage: labcost [OPTIONS] <COMMAND>
    hint: for more, try '--help'
    ");
    assert_snapshot!(labcost(&["frobnicate"]), @"
    exit 2
    -- stderr --
    error: unrecognized subcommand 'frobnicate'
    hint: usage: labcost [OPTIONS] <COMMAND>
    hint: for more, try '--help'
    ");
}

#[test]
fn a_format_that_there_is_not() {
    assert_snapshot!(labcost(&["estimate", "--format", "jsn"]), @"
    exit 2
    -- stderr --
    error: invalid value 'jsn' for '--format <FORMAT>'
    hint: there is table, json, csv, markdown, html
    hint: a similar value exists: 'json'
    hint: for more, try '--help'
    ");
}

#[test]
fn participants_are_a_whole_number_above_0() {
    assert_snapshot!(labcost(&["estimate", "--participants", "-1"]), @"
    exit 2
    -- stderr --
    error: invalid value '-1' for '--participants <NUMBER>': -1 is not in 1..=100000
    hint: for more, try '--help'
    ");
    assert_snapshot!(labcost(&["estimate", "--participants", "1.5"]), @"
    exit 2
    -- stderr --
    error: invalid value '1.5' for '--participants <NUMBER>': invalid digit found in string
    hint: for more, try '--help'
    ");
    assert_snapshot!(labcost(&["estimate", "--participants", "100001"]), @"
    exit 2
    -- stderr --
    error: invalid value '100001' for '--participants <NUMBER>': 100001 is not in 1..=100000
    hint: for more, try '--help'
    ");
}

#[test]
fn nothing_to_explain() {
    assert_snapshot!(labcost(&["explain", ""]), @"
    exit 2
    -- stderr --
    error: the line to explain has no name
    hint: `labcost explain` without a name explains every line
    ");
    assert_snapshot!(labcost(&["explain", "1", "--service", "metered"]), @"
    exit 2
    -- stderr --
    error: `metered` is not a service of this lab
    hint: this lab has fargate, dynamodb, guardduty, AmazonECS, AmazonDynamoDB, AmazonGuardDuty
    ");
}

#[test]
fn a_lab_file_in_the_place_of_a_line() {
    assert_snapshot!(Folder::with("lab.yaml", "").run(&["explain", "lab.yaml"]), @"
    exit 2
    -- stderr --
    error: no line of this estimate is `lab.yaml`
    hint: did you mean `labcost explain --lab lab.yaml`?
    ");
}

#[test]
fn no_service_at_all() {
    assert_snapshot!(labcost(&["estimate", "--service", ""]), @"
    exit 2
    -- stderr --
    error: `--service` names no service
    hint: this lab has fargate, dynamodb, guardduty, AmazonECS, AmazonDynamoDB, AmazonGuardDuty
    ");
}

#[test]
fn an_output_in_a_folder_that_is_missing() {
    assert_snapshot!(labcost(&["estimate", "--out-file", "no/such/page.md"]), @"
    exit 4
    -- stderr --
    error: cannot write no/such/page.md
    caused by: there is no folder no/such
    hint: the folder must exist and be writable; nothing was changed
    ");
    assert_snapshot!(labcost(&["lab", "init", "no/lab.yaml"]), @"
    exit 4
    -- stderr --
    error: cannot write no/lab.yaml
    caused by: there is no folder no
    hint: the folder must exist and be writable; nothing was changed
    ");
}

/// As with `--out-file /dev/null`: a rename would leave a file where the device was.
#[cfg(unix)]
#[test]
fn an_output_that_is_no_file_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = Folder::new();
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    // Open on both sides, so that neither waits for the other; the CSV fits into the pipe.
    let reader = fs::File::options()
        .read(true)
        .write(true)
        .open(&pipe)
        .unwrap();
    let text = folder.run(&["estimate", "--format", "csv", "--out-file", "pipe"]);
    assert_eq!(text, "exit 0\n");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    let mut first = [0; 8];
    std::io::Read::read_exact(&mut &reader, &mut first).unwrap();
    assert_eq!(&first, b"Service,");
}

#[test]
fn escapes_in_an_argument_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let red = "\u{1b}[31mred";
    for arguments in [
        ["estimate", red],
        ["estimate", &format!("--{red}")],
        ["explain", red],
    ] {
        let text = on_a_terminal(&mut folder.labcost(&arguments));
        assert!(
            text.contains("red") && !text.contains("ESC[31mred"),
            "{text}"
        );
    }
}
