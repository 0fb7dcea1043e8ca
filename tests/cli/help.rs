//! The whole help: examples first, then every flag.

use insta::assert_snapshot;

use crate::support::{Outcome, labcost};

#[test]
fn no_command_prints_the_help_as_a_mistake() -> Outcome {
    assert_snapshot!(labcost("")?, @r"
    exit code 2
    --- stdout
    --- stderr
    What an AWS lab costs: exact, offline, line by line

    Examples:
      labcost estimate --region ap-southeast-2          the built-in lab, in Sydney
      labcost estimate my-lab.yaml --format markdown    a lab of your own, for its page
      labcost estimate --region all                     where is it cheapest?
      labcost explain carts-task                        each number, worked out on paper
      labcost lab init my-lab.yaml                      a lab file to start from

    Usage: labcost [OPTIONS] <COMMAND>

    Commands:
      estimate     What a lab costs a month and in twelve months
      explain      How each number of an estimate comes about, down to the price list's entry
      lab          Lab files: list, show, start, check
      completions  Completions for a shell
      man          Man pages

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version

    Every flag can be set in the environment as LABCOST_<FLAG>, such as LABCOST_REGION. Flags win over
    the environment, and the environment over the lab file.

    Exit codes: 0 fine, 2 wrong usage, 3 gaps with --strict, 4 bad input file, 70 a bug.
    ");
    Ok(())
}

#[test]
fn help() -> Outcome {
    assert_snapshot!(labcost("--help")?, @r"
    exit code 0
    --- stdout
    What an AWS lab costs: exact, offline, line by line

    Examples:
      labcost estimate --region ap-southeast-2          the built-in lab, in Sydney
      labcost estimate my-lab.yaml --format markdown    a lab of your own, for its page
      labcost estimate --region all                     where is it cheapest?
      labcost explain carts-task                        each number, worked out on paper
      labcost lab init my-lab.yaml                      a lab file to start from

    Usage: labcost [OPTIONS] <COMMAND>

    Commands:
      estimate     What a lab costs a month and in twelve months
      explain      How each number of an estimate comes about, down to the price list's entry
      lab          Lab files: list, show, start, check
      completions  Completions for a shell
      man          Man pages

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version

    Every flag can be set in the environment as LABCOST_<FLAG>, such as LABCOST_REGION. Flags win over
    the environment, and the environment over the lab file.

    Exit codes: 0 fine, 2 wrong usage, 3 gaps with --strict, 4 bad input file, 70 a bug.
    --- stderr
    ");
    Ok(())
}

#[test]
fn version() -> Outcome {
    assert_snapshot!(labcost("--version")?, @r"
    exit code 0
    --- stdout
    labcost 0.1.0
    --- stderr
    ");
    Ok(())
}

#[test]
fn estimate_in_short() -> Outcome {
    assert_snapshot!(labcost("estimate -h")?, @"
    exit code 0
    --- stdout
    What a lab costs a month and in twelve months

    Examples:
      labcost estimate --region ap-southeast-2
      labcost estimate --region ap-southeast-2,eu-west-1,us-east-1
      labcost estimate my-lab.yaml --participants 30 --scenario left-running
      labcost estimate --service fargate,dynamodb --free-tier always
      labcost estimate my-lab.yaml --format json --strict --out-file estimate.json

    Usage: labcost estimate [OPTIONS] [LAB]

    Arguments:
      [LAB]  A built-in lab's name, or the path of a lab file [default: ecs-security]

    Options:
          --region <REGION>        One Region; `estimate` compares several, or `all`. The lab file's
                                   Region if not given
          --service <SERVICE>      Only these services: fargate, dynamodb, guardduty, metered, or a code
                                   such as AmazonEC2
          --prices <SOURCE>        Where prices come from: `bundled`, or a folder with
                                   <ServiceCode>/<region>.json [default: bundled]
          --free-tier <FREE_TIER>  Whether free first tiers of the price list are applied [default:
                                   excluded] [possible values: excluded, always]
          --scenario <SCENARIO>    What happens in the month [default: as-planned] [possible values:
                                   as-planned, left-running, trial]
          --rounding <ROUNDING>    Whether usage lines are rounded before they are added [default:
                                   exact] [possible values: exact, calculator]
          --month <MONTH>          The month: 730h, or a calendar month such as 2026-11 [default: 730h]
          --participants <NUMBER>  How many people do the lab; overrides the lab file
          --currency <CURRENCY>    The currency of the prices [default: USD]
          --format <FORMAT>        The output's format [default: table] [possible values: table, json,
                                   csv, markdown, html]
          --out-file <FILE>        Write to this file instead of the terminal; it is replaced as a whole
                                   or not at all
          --strict                 Exit with 3 if any line has no amount
          --no-color               Print without colour; so does the environment variable `NO_COLOR`
      -h, --help                   Print help (see more with '--help')
      -V, --version                Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn estimate() -> Outcome {
    assert_snapshot!(labcost("estimate --help")?, @"
    exit code 0
    --- stdout
    What a lab costs a month and in twelve months

    Examples:
      labcost estimate --region ap-southeast-2
      labcost estimate --region ap-southeast-2,eu-west-1,us-east-1
      labcost estimate my-lab.yaml --participants 30 --scenario left-running
      labcost estimate --service fargate,dynamodb --free-tier always
      labcost estimate my-lab.yaml --format json --strict --out-file estimate.json

    Usage: labcost estimate [OPTIONS] [LAB]

    Arguments:
      [LAB]
              A built-in lab's name, or the path of a lab file

              [default: ecs-security]

    Options:
          --region <REGION>
              One Region; `estimate` compares several, or `all`. The lab file's Region if not given

          --service <SERVICE>
              Only these services: fargate, dynamodb, guardduty, metered, or a code such as AmazonEC2

          --prices <SOURCE>
              Where prices come from: `bundled`, or a folder with <ServiceCode>/<region>.json

              [default: bundled]

          --free-tier <FREE_TIER>
              Whether free first tiers of the price list are applied

              Possible values:
              - excluded: Left out, as in AWS's calculator
              - always:   Applied, as if the account had nothing else that uses it

              [default: excluded]

          --scenario <SCENARIO>
              What happens in the month

              Possible values:
              - as-planned:   Everything runs as the lab says and is cleaned up
              - left-running: Nothing is cleaned up: whatever runs on a schedule runs all the time
              - trial:        GuardDuty's 30-day free trial falls into the month

              [default: as-planned]

          --rounding <ROUNDING>
              Whether usage lines are rounded before they are added

              Possible values:
              - exact:      Only what is shown is rounded
              - calculator: Each usage line is rounded to cents, as AWS's calculator does

              [default: exact]

          --month <MONTH>
              The month: 730h, or a calendar month such as 2026-11

              [default: 730h]

          --participants <NUMBER>
              How many people do the lab; overrides the lab file

          --currency <CURRENCY>
              The currency of the prices

              [default: USD]

          --format <FORMAT>
              The output's format

              Possible values:
              - table:    For a terminal
              - json:     For scripts; exact, with every usage line
              - csv:      For spreadsheets; exact
              - markdown: To paste into a page
              - html:     To paste into a page that takes no Markdown

              [default: table]

          --out-file <FILE>
              Write to this file instead of the terminal; it is replaced as a whole or not at all

          --strict
              Exit with 3 if any line has no amount

          --no-color
              Print without colour; so does the environment variable `NO_COLOR`

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn explain() -> Outcome {
    assert_snapshot!(labcost("explain --help")?, @"
    exit code 0
    --- stdout
    How each number of an estimate comes about, down to the price list's entry

    Examples:
      labcost explain                                   every line of the built-in lab
      labcost explain 1                                 the first line
      labcost explain carts-task                        the lines of a resource
      labcost explain GuardDuty --region eu-west-1      the lines of a service
      labcost explain APS2-Fargate-GB-Hours --lab my-lab.yaml

    Usage: labcost explain [OPTIONS] [LINE]

    Arguments:
      [LINE]
              A line's number, a resource, a usage type or a service; every line if not given

    Options:
          --lab <LAB>
              A built-in lab's name, or the path of a lab file

              [default: ecs-security]

          --region <REGION>
              One Region; `estimate` compares several, or `all`. The lab file's Region if not given

          --service <SERVICE>
              Only these services: fargate, dynamodb, guardduty, metered, or a code such as AmazonEC2

          --prices <SOURCE>
              Where prices come from: `bundled`, or a folder with <ServiceCode>/<region>.json

              [default: bundled]

          --free-tier <FREE_TIER>
              Whether free first tiers of the price list are applied

              Possible values:
              - excluded: Left out, as in AWS's calculator
              - always:   Applied, as if the account had nothing else that uses it

              [default: excluded]

          --scenario <SCENARIO>
              What happens in the month

              Possible values:
              - as-planned:   Everything runs as the lab says and is cleaned up
              - left-running: Nothing is cleaned up: whatever runs on a schedule runs all the time
              - trial:        GuardDuty's 30-day free trial falls into the month

              [default: as-planned]

          --rounding <ROUNDING>
              Whether usage lines are rounded before they are added

              Possible values:
              - exact:      Only what is shown is rounded
              - calculator: Each usage line is rounded to cents, as AWS's calculator does

              [default: exact]

          --month <MONTH>
              The month: 730h, or a calendar month such as 2026-11

              [default: 730h]

          --participants <NUMBER>
              How many people do the lab; overrides the lab file

          --currency <CURRENCY>
              The currency of the prices

              [default: USD]

          --out-file <FILE>
              Write to this file instead of the terminal; it is replaced as a whole or not at all

          --no-color
              Print without colour; so does the environment variable `NO_COLOR`

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab() -> Outcome {
    assert_snapshot!(labcost("lab --help")?, @r"
    exit code 0
    --- stdout
    Lab files: list, show, start, check

    Examples:
      labcost lab list
      labcost lab show ecs-security
      labcost lab init my-lab.yaml
      labcost lab validate my-lab.yaml
      labcost lab schema --out-file lab.schema.json

    Usage: labcost lab [OPTIONS] <COMMAND>

    Commands:
      list      The built-in labs
      show      Prints a built-in lab's file
      init      Writes a lab file to start from
      validate  Checks a lab file and lists every fault
      schema    Prints the lab file's JSON Schema, for editors

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab_list() -> Outcome {
    assert_snapshot!(labcost("lab list --help")?, @"
    exit code 0
    --- stdout
    The built-in labs

    Examples:
      labcost lab list

    Usage: labcost lab list [OPTIONS]

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab_show() -> Outcome {
    assert_snapshot!(labcost("lab show --help")?, @"
    exit code 0
    --- stdout
    Prints a built-in lab's file

    Examples:
      labcost lab show ecs-security
      labcost lab show ecs-security > my-lab.yaml

    Usage: labcost lab show [OPTIONS] [NAME]

    Arguments:
      [NAME]  The lab's name [default: ecs-security]

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab_init() -> Outcome {
    assert_snapshot!(labcost("lab init --help")?, @"
    exit code 0
    --- stdout
    Writes a lab file to start from

    Examples:
      labcost lab init
      labcost lab init my-lab.yaml

    Usage: labcost lab init [OPTIONS] [FILE]

    Arguments:
      [FILE]  The file to write; it must not exist [default: lab.yaml]

    Options:
          --force     Replace the file if it exists
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab_validate() -> Outcome {
    assert_snapshot!(labcost("lab validate --help")?, @"
    exit code 0
    --- stdout
    Checks a lab file and lists every fault

    Examples:
      labcost lab validate my-lab.yaml

    Usage: labcost lab validate [OPTIONS] <FILE>

    Arguments:
      <FILE>  A lab file, or a built-in lab's name

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn lab_schema() -> Outcome {
    assert_snapshot!(labcost("lab schema --help")?, @"
    exit code 0
    --- stdout
    Prints the lab file's JSON Schema, for editors

    Examples:
      labcost lab schema
      labcost lab schema --out-file lab.schema.json

    Usage: labcost lab schema [OPTIONS]

    Options:
          --out-file <FILE>  Write to this file instead of the terminal
          --no-color         Print without colour; so does the environment variable `NO_COLOR`
      -h, --help             Print help
      -V, --version          Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn completions() -> Outcome {
    assert_snapshot!(labcost("completions --help")?, @r"
    exit code 0
    --- stdout
    Completions for a shell

    Examples:
      labcost completions bash > ~/.local/share/bash-completion/completions/labcost
      labcost completions zsh > ~/.zfunc/_labcost
      labcost completions fish > ~/.config/fish/completions/labcost.fish

    Usage: labcost completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
          --no-color  Print without colour; so does the environment variable `NO_COLOR`
      -h, --help      Print help
      -V, --version   Print version
    --- stderr
    ");
    Ok(())
}

#[test]
fn man() -> Outcome {
    assert_snapshot!(labcost("man --help")?, @r"
    exit code 0
    --- stdout
    Man pages

    Examples:
      labcost man | man -l -
      labcost man --out-dir ~/.local/share/man/man1

    Usage: labcost man [OPTIONS]

    Options:
          --out-dir <DIR>  Write one page for each command into this folder; otherwise the main page is
                           printed
          --no-color       Print without colour; so does the environment variable `NO_COLOR`
      -h, --help           Print help
      -V, --version        Print version
    --- stderr
    ");
    Ok(())
}
