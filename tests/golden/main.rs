//! Golden files: each folder in `cases` is a lab and the table that a person sees for it.
//!
//! `lab.yaml` works the numbers out on paper in its comment, with the bundled prices.
//! `expected.txt` is what labcost prints. `arguments.txt`, where there is one, holds more
//! arguments, and the lab itself where there is no `lab.yaml`. After a wanted change:
//! `LABCOST_UPDATE_GOLDEN=1 cargo test --test golden`, then read the difference and check it on
//! paper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A folder that is lost must not go unnoticed.
const CASES_MIN: usize = 25;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> std::io::Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(root().join("tests/golden/cases"))? {
        cases.push(entry?.path());
    }
    cases.sort();
    Ok(cases)
}

/// What a person sees: the table, then what is said on stderr.
fn run(case: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcost"));
    command
        .env_clear()
        .env("LABCOST_TODAY", "2026-11-24")
        .current_dir(root())
        .arg("estimate");
    let lab = case.join("lab.yaml");
    if lab.exists() {
        command.arg(lab);
    }
    let arguments = case.join("arguments.txt");
    if arguments.exists() {
        command.args(fs::read_to_string(arguments)?.split_whitespace());
    }
    let output = command.output()?;
    let mut text = String::from_utf8(output.stdout)?;
    text.push_str(&String::from_utf8(output.stderr)?);
    if !output.status.success() {
        return Err(format!("{}: {}\n{text}", case.display(), output.status).into());
    }
    Ok(text)
}

#[test]
fn every_lab_prints_the_table_that_was_worked_out_on_paper() -> Outcome {
    let update = std::env::var_os("LABCOST_UPDATE_GOLDEN").is_some();
    let mut wrong = String::new();
    for case in cases()? {
        let file = case.join("expected.txt");
        let printed = run(&case)?;
        if update {
            fs::write(&file, &printed)?;
        }
        let expected =
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        if printed != expected {
            let name = case.file_name().unwrap_or_default().display();
            let [lines, got] = [&expected, &printed].map(|text| text.trim_end());
            wrong.extend([format!("\n--- {name}\n{lines}\n--- but printed\n{got}\n")]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}

#[test]
fn no_case_is_lost() -> Outcome {
    let cases = cases()?;
    assert!(cases.len() >= CASES_MIN, "{} cases", cases.len());
    for case in cases {
        let what = case.display();
        let worked_out = fs::read_to_string(case.join("lab.yaml"));
        let explained = worked_out.is_ok_and(|text| text.starts_with("# "));
        assert!(
            explained || case.join("arguments.txt").exists(),
            "{what} has neither a lab that explains its numbers nor arguments that name one"
        );
    }
    Ok(())
}
