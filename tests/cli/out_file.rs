//! `--out-file`: replaced as a whole or not at all.

use std::fs;

use crate::support::{Outcome, Shell};

#[test]
fn the_file_holds_what_stdout_would() -> Outcome {
    let shell = Shell::new()?;
    for format in ["table", "json", "csv", "markdown", "html"] {
        let printed = shell.run(&format!("estimate --format {format}"))?.text()?;
        let quiet = shell.run(&format!("estimate --format {format} --out-file result"))?;
        assert_eq!(quiet.text()?, "");
        assert_eq!(
            fs::read_to_string(shell.path("result"))?,
            printed,
            "{format}"
        );
    }
    assert_eq!(shell.names()?, ["result"], "nothing is left behind");
    Ok(())
}

#[test]
fn an_older_and_longer_file_is_replaced_whole() -> Outcome {
    let shell = Shell::new()?;
    shell.write("result", &"old line\n".repeat(10_000))?;
    shell.run("estimate --out-file result")?.text()?;
    let written = fs::read_to_string(shell.path("result"))?;
    assert_eq!(written, shell.run("estimate")?.text()?);
    Ok(())
}

#[test]
fn an_estimate_that_fails_leaves_the_old_file() -> Outcome {
    let shell = Shell::new()?;
    shell.write("result", "old")?;
    let ran = shell.run("estimate no-such-lab.yaml --out-file result")?;
    assert_eq!(ran.code, Some(4), "{ran}");
    assert_eq!(fs::read_to_string(shell.path("result"))?, "old");
    assert_eq!(shell.names()?, ["result"]);
    Ok(())
}

#[test]
fn a_folder_that_is_not_there_is_named() -> Outcome {
    let shell = Shell::new()?;
    let ran = shell.run("estimate --out-file no/such/folder/result")?;
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(4), ""), "{ran}");
    let says = |text| ran.stderr.contains(text);
    assert!(says("error: cannot write no/such/folder/result\n"), "{ran}");
    assert!(says("caused by: ") && says("hint: "), "{ran}");
    assert!(shell.names()?.is_empty());
    Ok(())
}

#[test]
fn a_folder_is_no_file_to_write() -> Outcome {
    let shell = Shell::new()?;
    shell.write("folder/kept", "old")?;
    let ran = shell.run("estimate --out-file folder")?;
    assert_eq!(ran.code, Some(4), "{ran}");
    assert_eq!(shell.names()?, ["folder"]);
    assert_eq!(fs::read_to_string(shell.path("folder/kept"))?, "old");
    Ok(())
}

#[test]
fn explanations_and_the_schema_go_to_a_file_too() -> Outcome {
    let shell = Shell::new()?;
    for command in ["explain", "lab schema"] {
        let printed = shell.run(command)?.text()?;
        shell.run(&format!("{command} --out-file result"))?.text()?;
        assert_eq!(
            fs::read_to_string(shell.path("result"))?,
            printed,
            "{command}"
        );
    }
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use crate::support::{Outcome, Shell};

    fn mode(shell: &Shell, name: &str) -> std::io::Result<u32> {
        Ok(fs::metadata(shell.path(name))?.mode() & 0o777)
    }

    #[test]
    fn a_new_file_has_the_permissions_that_the_umask_leaves() -> Outcome {
        for (umask, expected) in [("022", 0o644), ("077", 0o600), ("002", 0o664)] {
            let shell = Shell::new()?;
            let script = "umask \"$0\" && exec \"$1\" estimate --out-file result";
            let status = Command::new("sh")
                .args(["-c", script, umask, env!("CARGO_BIN_EXE_labcost")])
                .current_dir(shell.path(""))
                .status()?;
            assert!(status.success());
            assert_eq!(mode(&shell, "result")?, expected, "umask {umask}");
        }
        Ok(())
    }

    /// Nobody can open a socket as a file; replaced by one, nobody could reach it any more. So it
    /// is with pipes and devices.
    #[test]
    fn what_is_no_file_is_never_replaced() -> Outcome {
        let shell = Shell::new()?;
        let _socket = UnixListener::bind(shell.path("socket"))?;
        let ran = shell.run("estimate --out-file socket")?;
        assert_eq!(ran.code, Some(4), "{ran}");
        assert!(fs::metadata(shell.path("socket"))?.file_type().is_socket());
        assert_eq!(shell.names()?, ["socket"]);
        Ok(())
    }

    #[test]
    fn a_file_keeps_its_permissions() -> Outcome {
        let shell = Shell::new()?;
        shell.write("result", "old")?;
        fs::set_permissions(shell.path("result"), Permissions::from_mode(0o600))?;
        shell.run("estimate --out-file result")?.text()?;
        assert_eq!(mode(&shell, "result")?, 0o600);
        Ok(())
    }

    #[test]
    fn a_symbolic_link_stays_one() -> Outcome {
        let shell = Shell::new()?;
        shell.write("real/result", "old")?;
        symlink("real/result", shell.path("link"))?;
        shell.run("estimate --out-file link")?.text()?;
        assert!(fs::symlink_metadata(shell.path("link"))?.is_symlink());
        let written = fs::read_to_string(shell.path("real/result"))?;
        assert_eq!(written, shell.run("estimate")?.text()?);
        assert_eq!(shell.names()?, ["link", "real"]);
        Ok(())
    }

    /// Where the reader's file lies, a new one takes its name: who reads the old one reads it to
    /// its end.
    #[test]
    fn a_reader_of_the_old_file_is_not_disturbed() -> Outcome {
        let shell = Shell::new()?;
        shell.write("result", "old")?;
        let before = fs::metadata(shell.path("result"))?.ino();
        let reader = fs::File::open(shell.path("result"))?;
        shell.run("estimate --out-file result")?.text()?;
        assert_ne!(fs::metadata(shell.path("result"))?.ino(), before);
        assert_eq!(std::io::read_to_string(reader)?, "old");
        Ok(())
    }
}
