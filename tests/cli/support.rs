//! Runs labcost in a folder of its own.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

pub(crate) type Outcome = Result<(), Box<dyn Error>>;
pub(crate) type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// A folder to run in, and the environment variables.
pub(crate) struct Shell {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

/// What came out of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Shell {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            folder: TempDir::new()?,
            variables: vec![("LABCOST_TODAY", "2026-11-24".to_owned())],
        })
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) -> Outcome {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, text)?)
    }

    /// The names in the folder, in order.
    pub(crate) fn names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.folder.path())? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// Runs `labcost` with these words as arguments.
    pub(crate) fn run(&self, arguments: &str) -> Result<Ran> {
        self.run_with(arguments.split_whitespace())
    }

    pub(crate) fn run_with<A>(&self, arguments: impl IntoIterator<Item = A>) -> Result<Ran>
    where
        A: AsRef<std::ffi::OsStr>,
    {
        let output = Command::new(env!("CARGO_BIN_EXE_labcost"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .output()?;
        Ok(Ran {
            stdout: String::from_utf8(output.stdout)?,
            stderr: String::from_utf8(output.stderr)?,
            code: output.status.code(),
        })
    }
}

/// Runs `labcost` once, in an empty folder.
pub(crate) fn labcost(arguments: &str) -> Result<Ran> {
    Shell::new()?.run(arguments)
}

impl Ran {
    /// The stdout of a run that went well, quietly.
    pub(crate) fn text(self) -> Result<String> {
        if self.code == Some(0) && self.stderr.is_empty() {
            Ok(self.stdout)
        } else {
            Err(self.to_string().into())
        }
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        let text = format!("--- stdout\n{}--- stderr\n{}", self.stdout, self.stderr);
        writeln!(formatter, "exit code {code}")?;
        // Spaces at a line's end, which the help has, would not survive in a snapshot.
        let mut lines = text.lines().map(str::trim_end);
        lines.try_for_each(|line| writeln!(formatter, "{line}"))
    }
}

/// The root of the source tree.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The labs of the golden files, by name.
pub(crate) fn golden_labs() -> Result<Vec<PathBuf>> {
    let mut labs = Vec::new();
    for case in fs::read_dir(root().join("tests/golden/cases"))? {
        let lab = case?.path().join("lab.yaml");
        if lab.exists() {
            labs.push(lab);
        }
    }
    labs.sort();
    Ok(labs)
}
