//! Runs of the real binary in a folder of their own.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder with the files of one test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        let path = folder.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The binary in this folder, with nothing of the caller's environment.
    pub(crate) fn labcost(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_labcost"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .env("LABCOST_TODAY", "2026-11-24")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        seen(&self.labcost(arguments).output().unwrap())
    }
}

/// What a terminal would get on stderr, colour codes and all, each escape shown as `ESC`.
pub(crate) fn on_a_terminal(command: &mut Command) -> String {
    let output = command.env("CLICOLOR_FORCE", "1").output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    stderr.replace('\u{1b}', "ESC")
}

/// Exit code, stdout and stderr as one text.
pub(crate) fn seen(output: &Output) -> String {
    let mut text = format!("exit {}\n", output.status.code().unwrap());
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        if !bytes.is_empty() {
            let content = std::str::from_utf8(bytes).unwrap();
            text = format!("{text}-- {name} --\n{content}");
        }
    }
    text
}

/// A run in an empty folder.
pub(crate) fn labcost(arguments: &[&str]) -> String {
    Folder::new().run(arguments)
}

/// Replaces a text that occurs exactly once, so that a test says what it means.
pub(crate) fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` must occur once");
    text.replace(from, to)
}

/// Takes away the right to read a file; false if that does not hold this user back, as it does not
/// hold back the superuser.
#[cfg(unix)]
pub(crate) fn lock(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    fs::File::open(path).is_err()
}
