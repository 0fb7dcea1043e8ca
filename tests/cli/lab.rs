//! `labcost lab`: list, show, start, check, schema.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Outcome, Shell, labcost, root};

#[test]
fn list() -> Outcome {
    assert_snapshot!(labcost("lab list")?, @r"
    exit code 0
    --- stdout
    ecs-security  Amazon ECS Series: Security
    --- stderr
    ");
    Ok(())
}

#[test]
fn show_prints_the_file_as_it_is() -> Outcome {
    let file = fs::read_to_string(root().join("labs/ecs-security.yaml"))?;
    assert_eq!(labcost("lab show")?.text()?, file);
    assert_eq!(labcost("lab show ecs-security")?.text()?, file);
    Ok(())
}

#[test]
fn a_built_in_lab_that_is_saved_is_the_same_lab() -> Outcome {
    let shell = Shell::new()?;
    shell.write("mine.yaml", &shell.run("lab show")?.text()?)?;
    assert_eq!(
        shell.run("estimate mine.yaml")?.text()?,
        shell.run("estimate")?.text()?
    );
    Ok(())
}

#[test]
fn init_writes_a_lab_that_can_be_checked_and_estimated() -> Outcome {
    let shell = Shell::new()?;
    assert_snapshot!(shell.run("lab init my-lab.yaml")?, @r"
    exit code 0
    --- stdout
    wrote my-lab.yaml
    next: labcost estimate my-lab.yaml
    --- stderr
    ");
    assert_snapshot!(shell.run("lab validate my-lab.yaml")?, @r"
    exit code 0
    --- stdout
    my-lab.yaml is fine: lab `my-lab`, 4 resources
    --- stderr
    ");
    assert_eq!(shell.run("estimate my-lab.yaml --strict")?.code, Some(0));
    assert_eq!(shell.names()?, ["my-lab.yaml"]);
    Ok(())
}

#[test]
fn init_replaces_no_file_unless_forced() -> Outcome {
    let shell = Shell::new()?;
    shell.write("lab.yaml", "mine")?;
    assert_snapshot!(shell.run("lab init")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: lab.yaml exists already
    hint: give another name, or `--force` to replace it
    ");
    assert_eq!(fs::read_to_string(shell.path("lab.yaml"))?, "mine");
    shell.run("lab init --force")?.text()?;
    let starter = fs::read_to_string(root().join("labs/starter.yaml"))?;
    assert_eq!(fs::read_to_string(shell.path("lab.yaml"))?, starter);
    Ok(())
}

#[test]
fn validate_lists_every_fault_with_its_line() -> Outcome {
    let shell = Shell::new()?;
    let lab = "\
version: 1
name: faulty
region: ap-southeast-2
resources:
  web:
    type: fargate
    vcpu: 1
    memroy: 2 GB
    schedule: 15 min/day
  orders:
    type: dynamodb
    item_size: 401 KB
    storage: -1 GB
";
    shell.write("faulty.yaml", lab)?;
    assert_snapshot!(shell.run("lab validate faulty.yaml")?, @r"
    exit code 4
    --- stdout
    --- stderr
    error: faulty.yaml has 3 faults
    caused by: faulty.yaml:8:5: `memroy` is not a key here
     8 |     memroy: 2 GB
       |     ^^^^^^
    hint: did you mean `memory`?
    caused by: faulty.yaml:12:16: a DynamoDB item has more than 0 bytes and at most 400 KB
     12 |     item_size: 401 KB
        |                ^^^^^^
    caused by: faulty.yaml:13:14: `-1 GB` is negative: a quantity cannot be
     13 |     storage: -1 GB
        |              ^^^^^
    ");
    Ok(())
}

#[test]
fn validate_takes_a_built_in_lab() -> Outcome {
    assert_snapshot!(labcost("lab validate ecs-security")?, @r"
    exit code 0
    --- stdout
    ecs-security is fine: lab `ecs-security`, 3 resources
    --- stderr
    ");
    Ok(())
}

#[test]
fn schema_is_the_one_in_the_source_tree() -> Outcome {
    let checked_in = fs::read_to_string(root().join("labs/lab.schema.json"))?;
    let printed = labcost("lab schema")?.text()?;
    assert!(
        printed == checked_in,
        "labs/lab.schema.json is not up to date"
    );
    Ok(())
}
