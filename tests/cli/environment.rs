//! `LABCOST_<FLAG>` for every flag: a flag wins over the environment, the environment over the lab
//! file.

use std::fs;

use crate::support::{Outcome, Result, Shell};

/// A lab for Sydney, with three participants. Composed for these tests.
const LAB: &str = "\
version: 1
name: small
region: ap-southeast-2
participants: 3
resources:
  web:
    type: fargate
    vcpu: 1
    memory: 2 GB
    schedule: always
  orders:
    type: dynamodb
    item_size: 1 KB
    storage: 10 GB
    eventually_consistent_reads: 0/month
    writes: 0/month
";

fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.write("small.yaml", LAB)?;
    Ok(shell)
}

/// The Region's name and the total of a month, as CSV has them.
fn region_and_total(shell: &Shell, arguments: &str) -> Result<(String, String)> {
    let text = shell.run(arguments)?.text()?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let (first, last) = (rows.first().ok_or("no row")?, rows.last().ok_or("no row")?);
    Ok((first[1].to_owned(), last[3].to_owned()))
}

#[test]
fn flag_over_environment_over_lab_file() -> Outcome {
    let arguments = "estimate small.yaml --format csv";
    let region = |shell: &Shell, arguments: &str| {
        region_and_total(shell, arguments).map(|(region, _)| region)
    };
    assert_eq!(region(&shell()?, arguments)?, "Asia Pacific (Sydney)");
    let shell = shell()?.with("LABCOST_REGION", "eu-west-1");
    assert_eq!(region(&shell, arguments)?, "EU (Ireland)");
    let flag = format!("{arguments} --region us-east-1");
    assert_eq!(region(&shell, &flag)?, "US East (N. Virginia)");
    Ok(())
}

#[test]
fn participants_by_flag_environment_and_lab_file() -> Outcome {
    let arguments = "estimate small.yaml --service dynamodb --format csv";
    let total =
        |shell: &Shell, arguments: &str| region_and_total(shell, arguments).map(|(_, total)| total);
    // 10 GB × 0.285 = 2.85 for each.
    assert_eq!(total(&shell()?, arguments)?, "8.55");
    let shell = shell()?.with("LABCOST_PARTICIPANTS", "2");
    assert_eq!(total(&shell, arguments)?, "5.7");
    assert_eq!(
        total(&shell, &format!("{arguments} --participants 1"))?,
        "2.85"
    );
    Ok(())
}

#[test]
fn each_flag_of_estimate_has_its_variable() -> Outcome {
    let cases = [
        ("LABCOST_REGION", "--region", "eu-west-1"),
        ("LABCOST_SERVICE", "--service", "fargate"),
        ("LABCOST_FREE_TIER", "--free-tier", "always"),
        ("LABCOST_SCENARIO", "--scenario", "left-running"),
        ("LABCOST_ROUNDING", "--rounding", "calculator"),
        ("LABCOST_MONTH", "--month", "2027-02"),
        ("LABCOST_PARTICIPANTS", "--participants", "7"),
        ("LABCOST_FORMAT", "--format", "json"),
    ];
    let plain = Shell::new()?.run("estimate")?;
    for (variable, flag, value) in cases {
        let by_variable = Shell::new()?.with(variable, value).run("estimate")?;
        let by_flag = Shell::new()?.run(&format!("estimate {flag} {value}"))?;
        assert_eq!(by_variable, by_flag, "{variable}");
        assert_ne!(by_variable, plain, "{variable} has no effect");
    }
    Ok(())
}

#[test]
fn lab_prices_and_out_file_have_their_variables() -> Outcome {
    let shell = shell()?
        .with("LABCOST_LAB", "small.yaml")
        .with("LABCOST_OUT_FILE", "estimate.txt");
    assert_eq!(shell.run("estimate")?.text()?, "");
    assert!(fs::read_to_string(shell.path("estimate.txt"))?.contains("small"));
    let shell = Shell::new()?.with("LABCOST_PRICES", "nowhere");
    let ran = shell.run("estimate")?;
    assert!(
        ran.stderr.contains("no folder of price lists at nowhere"),
        "{ran}"
    );
    Ok(())
}

#[test]
fn a_switch_is_on_unless_it_says_off() -> Outcome {
    let lab = LAB.replace("    storage: 10 GB\n", "");
    let code = |value: &str| -> Result<Option<i32>> {
        let shell = Shell::new()?.with("LABCOST_STRICT", value);
        shell.write("gap.yaml", &lab)?;
        Ok(shell.run("estimate gap.yaml")?.code)
    };
    for on in ["1", "true", "yes"] {
        assert_eq!(code(on)?, Some(3), "LABCOST_STRICT={on}");
    }
    for off in ["0", "false", "no"] {
        assert_eq!(code(off)?, Some(0), "LABCOST_STRICT={off}");
    }
    Ok(())
}

#[test]
fn the_environment_does_not_show_in_the_help() -> Outcome {
    let shell = Shell::new()?
        .with("LABCOST_NO_COLOR", "1")
        .with("LABCOST_REGION", "eu-west-1")
        .with("LABCOST_OUT_DIR", "pages");
    for command in [
        "--help",
        "estimate --help",
        "lab schema --help",
        "man --help",
    ] {
        let plain = Shell::new()?.run(command)?.text()?;
        assert_eq!(shell.run(command)?.text()?, plain, "{command}");
    }
    Ok(())
}

#[test]
fn today_must_be_a_date() -> Outcome {
    let shell = Shell::new()?.with("LABCOST_TODAY", "tomorrow");
    let ran = shell.run("estimate")?;
    assert_eq!(ran.code, Some(2), "{ran}");
    assert_eq!(
        ran.stderr,
        "error: LABCOST_TODAY: `tomorrow` is not a date such as `2026-11-24`\n"
    );
    Ok(())
}
