//! Colour where it is wanted, and tables that fit the terminal.

use labcost::estimate::{Options, compare, outlook};
use labcost::lab::{Lab, STARTER, builtin_lab, parse_lab, read_lab};
use labcost::price::PriceSource;
use labcost::region::Region;
use labcost::report::{ComparisonReport, Report, comparison_table, estimate_table};

use crate::support::{Outcome, Result, Shell, golden_labs};

const ESCAPE: char = '\u{1b}';

/// Runs whose messages have colour on a terminal.
const RUNS: [&str; 4] = [
    "estimate no-such-lab",
    "estimate --regoin eu-west-1",
    "--help",
    "estimate",
];

#[test]
fn a_pipe_gets_no_colour() -> Outcome {
    for run in RUNS {
        let ran = Shell::new()?.run(run)?;
        assert!(!ran.to_string().contains(ESCAPE), "{run}: {ran:?}");
    }
    Ok(())
}

#[test]
fn messages_have_colour_where_it_is_forced() -> Outcome {
    let shell = Shell::new()?.with("CLICOLOR_FORCE", "1");
    for run in &RUNS[..2] {
        let ran = shell.run(run)?;
        assert!(ran.stderr.contains("\u{1b}["), "{run}: {ran:?}");
    }
    Ok(())
}

#[test]
fn no_color_takes_it_away_again() -> Outcome {
    let forced = || Ok::<_, Box<dyn std::error::Error>>(Shell::new()?.with("CLICOLOR_FORCE", "1"));
    let quiet = [
        (forced()?.with("NO_COLOR", "1"), ""),
        (forced()?.with("LABCOST_NO_COLOR", "1"), ""),
        (forced()?, " --no-color"),
    ];
    for (shell, flag) in quiet {
        let ran = shell.run(&format!("estimate no-such-lab{flag}"))?;
        assert!(ran.stderr.starts_with("error: "), "{ran:?}");
        assert!(!ran.stderr.contains(ESCAPE), "{ran:?}");
    }
    Ok(())
}

fn labs() -> Result<Vec<Lab>> {
    let mut labs = vec![
        builtin_lab("ecs-security").ok_or("it is built in")??,
        parse_lab("starter.yaml", STARTER)?,
    ];
    for path in golden_labs()? {
        labs.push(read_lab(&path)?);
    }
    Ok(labs)
}

fn report(lab: &Lab) -> Result<Report> {
    let region = lab.region.ok_or("the lab has a Region")?;
    let outlook = outlook(lab, region, &PriceSource::Bundled, &Options::default())?;
    Ok(Report::new(lab, outlook, Some("2026-11-24".parse()?)))
}

/// A line may only be too wide for one word that is: a usage type at 40 columns.
fn assert_fits(text: &str, width: u16, what: &str) {
    let width = usize::from(width);
    for line in text.lines() {
        let before = line
            .rsplit_once(' ')
            .map_or("", |(before, _word)| before.trim());
        let alone = before.is_empty() || before.ends_with(':') || before.ends_with('-');
        let one_word = alone && !line.contains('│');
        let fits = line.chars().count() <= width;
        assert!(fits || one_word, "{what} at {width}: {line}\n{text}");
    }
}

#[test]
fn every_estimate_fits_the_terminal() -> Outcome {
    for lab in labs()? {
        let report = report(&lab)?;
        for width in (40..=200).step_by(5) {
            assert_fits(&estimate_table(&report, Some(width)), width, &lab.name);
        }
    }
    Ok(())
}

#[test]
fn a_comparison_fits_the_terminal() -> Outcome {
    let regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];
    let regions: Result<Vec<Region>, _> = regions.iter().map(|code| code.parse()).collect();
    let regions = regions?;
    for lab in labs()? {
        let compared = compare(&lab, &regions, &PriceSource::Bundled, &Options::default())?;
        let report = ComparisonReport::new(&lab, compared);
        for width in (40..=200).step_by(5) {
            assert_fits(&comparison_table(&report, Some(width)), width, &lab.name);
        }
    }
    Ok(())
}

/// An amount that is broken over two lines is misread: `0.4` and below it `5`.
#[test]
fn no_amount_is_broken_at_any_width() -> Outcome {
    for lab in labs()? {
        let report = report(&lab)?;
        for width in [40, 60, 80, 100] {
            let text = estimate_table(&report, Some(width));
            let (table, _notes) = text.split_once("\nLab:").ok_or("no notes")?;
            for row in report.rows.iter().chain([&report.total]) {
                for money in [&row.upfront, &row.monthly, &row.twelve_months] {
                    let whole = table.lines().any(|line| line.contains(&money.shown));
                    assert!(whole, "{} at {width}: {}\n{text}", lab.name, money.shown);
                }
            }
        }
    }
    Ok(())
}

/// A word that is broken within a cell cannot be searched for, and is hard to read.
#[test]
fn no_word_of_a_column_is_broken_at_60_columns() -> Outcome {
    let report = report(&builtin_lab("ecs-security").ok_or("it is built in")??)?;
    for width in [60, 80, 100] {
        let text = estimate_table(&report, Some(width));
        for word in [
            "GuardDuty",
            "DynamoDB",
            "Monthly",
            "Currency",
            "Configuration",
        ] {
            assert!(text.contains(word), "{word} at {width}\n{text}");
        }
    }
    Ok(())
}

#[test]
fn without_a_terminal_nothing_is_wrapped() -> Outcome {
    let report = report(&parse_lab("starter.yaml", STARTER)?)?;
    let text = estimate_table(&report, None);
    let lines = text.lines().filter(|line| line.starts_with('│')).count();
    assert_eq!(lines, 1 + report.rows.len() + 1, "{text}");
    Ok(())
}

/// On a pseudo-terminal, where util-linux's `script` is there to make one.
#[cfg(target_os = "linux")]
#[test]
fn the_width_is_that_of_the_terminal() -> Outcome {
    use std::process::Command;

    let shell = Shell::new()?;
    for width in [60, 100] {
        let run = format!(
            "stty cols {width} rows 24 && '{}' estimate",
            env!("CARGO_BIN_EXE_labcost")
        );
        let mut script = Command::new("script");
        script
            .args(["-qec", &run, "/dev/null"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(shell.path(""));
        let Ok(output) = script.output() else {
            return Ok(());
        };
        let text = String::from_utf8(output.stdout)?.replace('\r', "");
        assert!(text.contains("AWS Fargate"), "{text}");
        assert_fits(&text, width, "a terminal");
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest > Some(usize::from(width) - 10), "{text}");
    }
    Ok(())
}
