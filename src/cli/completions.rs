//! `labcost completions` and `labcost man`.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Arguments;
use super::error::CliError;
use super::exit::Exit;
use super::output::{write_file, write_result};

pub(super) fn completions(shell: Shell) -> Result<Exit, CliError> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "labcost", &mut text);
    write_result(&String::from_utf8_lossy(&text), None)?;
    Ok(Exit::Fine)
}

pub(super) fn man(out_dir: Option<&Path>) -> Result<Exit, CliError> {
    let mut command = Arguments::command();
    command.build();
    let Some(folder) = out_dir else {
        write_result(&page(command)?, None)?;
        return Ok(Exit::Fine);
    };
    fs::create_dir_all(folder).map_err(|error| {
        CliError::new(
            Exit::Input,
            format!("cannot make the folder {}", folder.display()),
        )
        .cause(error.to_string())
    })?;
    write_pages(&command, folder, "labcost")?;
    Ok(Exit::Fine)
}

/// One page for each command, `labcost-lab-init.1`, as git does.
fn write_pages(command: &clap::Command, folder: &Path, name: &str) -> Result<(), CliError> {
    let named = command
        .clone()
        .name(name.to_owned())
        .bin_name(name.replace('-', " "));
    write_file(&folder.join(format!("{name}.1")), &page(named)?)?;
    for sub in command.get_subcommands() {
        write_pages(sub, folder, &format!("{name}-{}", sub.get_name()))?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<String, CliError> {
    let mut text = Vec::new();
    Man::new(command)
        .render(&mut text)
        .map_err(|error| CliError::new(Exit::Bug, error.to_string()))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
