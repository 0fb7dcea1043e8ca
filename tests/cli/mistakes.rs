//! A slip of the finger: which word is wrong, what was probably meant, and exit code 2.

use insta::assert_snapshot;

use crate::support::{Outcome, labcost};

#[test]
fn command() -> Outcome {
    assert_snapshot!(labcost("estmate")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: unrecognized subcommand 'estmate'
    hint: a similar subcommand exists: 'estimate'
    hint: usage: labcost [OPTIONS] <COMMAND>
    hint: for more, try '--help'
    ");
    Ok(())
}

#[test]
fn flag() -> Outcome {
    assert_snapshot!(labcost("estimate --regoin eu-west-1")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: unexpected argument '--regoin' found
    hint: a similar argument exists: '--region'
    hint: usage: labcost estimate --region <REGION> [LAB]
    hint: for more, try '--help'
    ");
    Ok(())
}

#[test]
fn format() -> Outcome {
    assert_snapshot!(labcost("estimate --format jsn")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: invalid value 'jsn' for '--format <FORMAT>'
    hint: there is table, json, csv, markdown, html
    hint: a similar value exists: 'json'
    hint: for more, try '--help'
    ");
    Ok(())
}

#[test]
fn built_in_lab() -> Outcome {
    assert_snapshot!(labcost("estimate ecs-securty")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: there is no built-in lab `ecs-securty`, and no file of that name
    hint: did you mean `ecs-security`?
    ");
    Ok(())
}

#[test]
fn lab_of_another_name() -> Outcome {
    assert_snapshot!(labcost("lab show starter")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: there is no built-in lab `starter`
    hint: `labcost lab list` shows the built-in labs
    ");
    Ok(())
}

#[test]
fn region() -> Outcome {
    assert_snapshot!(labcost("estimate --region ap-southeast-22")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `ap-southeast-22` is not an AWS Region that labcost knows
    hint: did you mean `ap-southeast-2`?
    ");
    Ok(())
}

#[test]
fn region_by_its_city() -> Outcome {
    assert_snapshot!(labcost("estimate --region sydney")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `sydney` is not an AWS Region that labcost knows
    hint: did you mean `ap-southeast-2`?
    ");
    Ok(())
}

#[test]
fn service() -> Outcome {
    assert_snapshot!(labcost("estimate --service fargat")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `fargat` is not a service of this lab
    hint: did you mean `fargate`?
    ");
    Ok(())
}

#[test]
fn service_that_is_none() -> Outcome {
    assert_snapshot!(labcost("estimate --service lambda")?, @"
    exit code 2
    --- stdout
    --- stderr
    error: `lambda` is not a service of this lab
    hint: this lab has fargate, dynamodb, guardduty, AmazonECS, AmazonDynamoDB, AmazonGuardDuty
    ");
    Ok(())
}

#[test]
fn shell() -> Outcome {
    assert_snapshot!(labcost("completions tcsh")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
    hint: there is bash, elvish, fish, powershell, zsh
    hint: a similar value exists: 'zsh'
    hint: for more, try '--help'
    ");
    Ok(())
}

#[test]
fn month() -> Outcome {
    assert_snapshot!(labcost("estimate --month 2026-13")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `--month`: `2026-13` is neither `730h` nor a month such as `2026-11`
    ");
    Ok(())
}

#[test]
fn nobody_takes_part() -> Outcome {
    assert_snapshot!(labcost("estimate --participants 0")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: invalid value '0' for '--participants <NUMBER>': 0 is not in 1..=100000
    hint: for more, try '--help'
    ");
    Ok(())
}

#[test]
fn currency_in_small_letters() -> Outcome {
    assert_snapshot!(labcost("estimate --currency usd")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `--currency`: `usd` is not a currency code such as `USD` (three capital letters)
    ");
    Ok(())
}

#[test]
fn line_of_an_estimate() -> Outcome {
    assert_snapshot!(labcost("explain cart-task")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: no line of this estimate is `cart-task`
    hint: did you mean `carts-task`?
    ");
    Ok(())
}

#[test]
fn line_number() -> Outcome {
    assert_snapshot!(labcost("explain 9")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: there is no line 9
    hint: the lines are 1 to 8
    ");
    Ok(())
}

#[test]
fn explain_in_two_regions() -> Outcome {
    assert_snapshot!(labcost("explain --region eu-west-1,us-east-1")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `explain` takes one Region
    hint: give one, such as `--region ap-southeast-2`
    ");
    Ok(())
}

#[test]
fn a_list_of_no_regions() -> Outcome {
    assert_snapshot!(labcost("estimate --region ,")?, @r"
    exit code 2
    --- stdout
    --- stderr
    error: `--region` names no Region
    hint: give a Region's code, such as `--region ap-southeast-2`, or `all`
    ");
    Ok(())
}
