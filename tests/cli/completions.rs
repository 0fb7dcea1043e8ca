//! Completions for five shells, and man pages.

use std::fs;

use crate::support::{Outcome, Shell, labcost};

const COMMANDS: [&str; 5] = ["estimate", "explain", "lab", "completions", "man"];

#[test]
fn five_shells_complete_commands_and_flags() -> Outcome {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = labcost(&format!("completions {shell}"))?.text()?;
        for word in COMMANDS.iter().chain(&["free-tier"]) {
            assert!(script.contains(word), "{shell} does not know `{word}`");
        }
    }
    Ok(())
}

#[test]
fn the_main_page_names_every_command() -> Outcome {
    let page = labcost("man")?.text()?;
    assert!(page.contains(".TH labcost 1"), "{page}");
    for command in COMMANDS {
        assert!(page.contains(command), "{command}");
    }
    Ok(())
}

#[test]
fn each_command_has_a_page_in_the_folder() -> Outcome {
    let shell = Shell::new()?;
    shell.run("man --out-dir share/man1")?.text()?;
    let mut pages = Vec::new();
    for entry in fs::read_dir(shell.path("share/man1"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let page = fs::read_to_string(entry.path())?;
        let title = name.trim_end_matches(".1");
        assert!(page.contains(&format!(".TH {title} 1")), "{name}: {page}");
        pages.push(name);
    }
    pages.sort();
    let expected = [
        "labcost-completions.1",
        "labcost-estimate.1",
        "labcost-explain.1",
        "labcost-lab-init.1",
        "labcost-lab-list.1",
        "labcost-lab-schema.1",
        "labcost-lab-show.1",
        "labcost-lab-validate.1",
        "labcost-lab.1",
        "labcost-man.1",
        "labcost.1",
    ];
    assert_eq!(pages, expected);
    Ok(())
}

#[test]
fn a_page_says_how_the_command_is_called() -> Outcome {
    let shell = Shell::new()?;
    shell.run("man --out-dir pages")?.text()?;
    let page = fs::read_to_string(shell.path("pages/labcost-lab-init.1"))?;
    assert!(page.contains("labcost lab init"), "{page}");
    assert!(page.contains("\\fB\\-\\-force\\fR"), "{page}");
    Ok(())
}
