//! Words that must not be committed: traces of somebody's machine, secrets, and what was left for
//! later.

use std::fs;

use crate::source::{Outcome, files, root};

/// What is committed, as far as it is there.
const COMMITTED: [&str; 17] = [
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.toml",
    "README.md",
    "benches",
    "build.rs",
    "clippy.toml",
    "docs",
    "examples",
    "fuzz",
    "labs",
    "pricing-fixtures",
    "rustfmt.toml",
    "src",
    "tests",
];

/// Each in two parts, so that this list does not find itself.
const FORBIDDEN: [(&str, &str); 13] = [
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("/ro", "ot/"),
    ("C:\\", "Users"),
    ("file:/", "//"),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X:"),
    ("<<<<", "<<< "),
    (">>>>", ">>> "),
    ("PRIVATE ", "KEY-----"),
    ("aws_secret_", "access_key"),
    ("aws_session_", "token"),
];

/// The id of an AWS access key: 20 capital letters and digits that begin in one of two ways.
fn has_access_key(text: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    [("AK", "IA"), ("AS", "IA")].iter().any(|(one, two)| {
        let start = format!("{one}{two}");
        let mut places = text.match_indices(&start);
        places.any(|(place, _)| {
            let before = text[..place].bytes().next_back();
            let length = text.as_bytes()[place..]
                .iter()
                .take_while(|byte| is_part(byte))
                .count();
            length == 20 && !before.is_some_and(|byte| is_part(&byte))
        })
    })
}

fn forbidden(text: &str) -> Vec<String> {
    let words = FORBIDDEN.iter().map(|(one, two)| format!("{one}{two}"));
    let mut found: Vec<String> = words.filter(|word| text.contains(word)).collect();
    if has_access_key(text) {
        found.push("the id of an access key".to_owned());
    }
    found
}

#[test]
fn nothing_is_committed_that_should_stay_at_home() -> Outcome {
    let mut paths = Vec::new();
    for name in COMMITTED {
        files(&root().join(name), &mut paths)?;
    }
    assert!(paths.len() > 100, "only {} files were found", paths.len());
    let mut found = Vec::new();
    for path in paths {
        // What is no text has no words.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for word in forbidden(&text) {
            found.push(format!("{}: {word}", path.display()));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[test]
fn each_word_is_found() {
    for (one, two) in FORBIDDEN {
        assert_eq!(
            forbidden(&format!("see {one}{two}x")).len(),
            1,
            "{one}{two}"
        );
    }
    let key = format!("{}{}", "AK", "IAIOSFODNN7EXAMPLE");
    assert_eq!(forbidden(&format!("key={key}\n")).len(), 1);
    assert!(
        forbidden(&format!("{key}9")).is_empty(),
        "21 characters are no key"
    );
    assert!(forbidden("a home, a user, a root").is_empty());
}
