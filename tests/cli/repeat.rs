//! Same inputs, same bytes: twice, from another folder, with the lab and the prices by another
//! path.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Outcome, Shell, labcost, root};

const RUNS: [&str; 8] = [
    "estimate",
    "estimate --format json",
    "estimate --format csv",
    "estimate --format markdown",
    "estimate --format html",
    "estimate --region all --format json",
    "estimate --region all",
    "explain",
];

#[test]
fn twice_and_from_another_folder() -> Outcome {
    for run in RUNS {
        assert_eq!(labcost(run)?, labcost(run)?, "{run}");
    }
    Ok(())
}

#[test]
fn on_another_day_only_the_table_changes() -> Outcome {
    for run in RUNS {
        let later = Shell::new()?.with("LABCOST_TODAY", "2027-01-01").run(run)?;
        let same = later == labcost(run)?;
        assert_eq!(same, run != "estimate", "{run}");
    }
    Ok(())
}

#[test]
fn with_the_lab_and_the_prices_by_another_path() -> Outcome {
    let here = Shell::new()?;
    let lab = fs::read_to_string(root().join("labs/starter.yaml"))?;
    here.write("a.yaml", &lab)?;
    here.write("far/away/b.yaml", &lab)?;
    copy(&root().join("pricing-fixtures"), &here.path("prices"))?;
    let absolute = root().join("pricing-fixtures").display().to_string();
    for format in ["table", "json", "csv", "markdown", "html"] {
        let run = |lab: &str, prices: &str| {
            here.run_with(["estimate", lab, "--prices", prices, "--format", format])
        };
        let one = run("a.yaml", "prices")?.text()?;
        assert_eq!(
            one,
            run("./far/away/b.yaml", &absolute)?.text()?,
            "{format}"
        );
        assert!(!one.contains(&absolute), "{format} holds a path");
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A reader that has seen enough is no error: `labcost explain | head -1`.
#[test]
fn a_closed_pipe_is_no_error() -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_labcost"))
        .args(["estimate", "--region", "all", "--format", "json"])
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr)?, "");
    Ok(())
}
