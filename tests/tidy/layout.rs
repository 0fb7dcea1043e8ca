//! What code must not hold, and how long its lines, functions and files may get.

use crate::source::{Outcome, Source, end_of_block, sources};

const COLUMNS_MAX: usize = 100;
const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 500;

/// Every place in `src` that breaks a rule, one a line.
fn places(rule: impl Fn(&Source) -> Vec<String>) -> crate::source::Result<String> {
    let sources = sources("src")?;
    assert!(
        sources.len() > 50,
        "only {} files were found",
        sources.len()
    );
    let found: Vec<String> = sources.iter().flat_map(rule).collect();
    Ok(found.join("\n"))
}

fn is_word_at(line: &str, place: usize, word: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let before = line[..place].chars().next_back();
    let after = line[place + word.len()..].chars().next();
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

fn has_word(line: &str, word: &str) -> bool {
    let mut found = line.match_indices(word);
    found.any(|(place, _)| is_word_at(line, place, word))
}

/// A literal with a decimal point is an `f64`; `pair.0.1` is none.
fn has_float_literal(line: &str) -> bool {
    let bytes = line.as_bytes();
    line.match_indices('.').any(|(point, _)| {
        let digits = bytes[..point]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let before = (point - digits).checked_sub(1).map(|place| bytes[place]);
        let part_of_a_name =
            before.is_some_and(|byte| byte == b'.' || byte == b'_' || byte.is_ascii_alphanumeric());
        let after = bytes.get(point + 1).is_some_and(u8::is_ascii_digit);
        digits > 0 && after && !part_of_a_name
    })
}

fn floats(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.code.lines().collect();
    let mut floats = Vec::new();
    let mut first = 0;
    while let Some(line) = lines.get(first) {
        if line.contains("forward_to_deserialize_any!") {
            // Serde's names of all that a reader of numbers might be asked for: no float is read.
            first = end_of_block(&lines, first);
        } else if has_word(line, "f32") || has_word(line, "f64") || has_float_literal(line) {
            floats.push(source.place(first));
        }
        first += 1;
    }
    floats
}

#[test]
fn there_is_no_float_in_src() -> Outcome {
    assert_eq!(places(floats)?, "");
    Ok(())
}

/// What stops the process instead of returning an error, and what prints past `cli::output`.
const FORBIDDEN: [&str; 12] = [
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "unreachable!",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "process::exit",
];

fn stops_and_prints(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (line, code) in source.product_lines() {
        for word in FORBIDDEN {
            let whole = |place: usize| {
                // `print!` is part of `eprint!`, but `.unwrap()` follows whatever it likes.
                let before = code[..place].chars().next_back();
                word.starts_with('.') || !before.is_some_and(char::is_alphanumeric)
            };
            if code.match_indices(word).any(|(place, _)| whole(place)) {
                found.push(format!("{}: {word}", source.place(line)));
            }
        }
    }
    found
}

#[test]
fn nothing_outside_tests_panics_or_prints() -> Outcome {
    assert_eq!(places(stops_and_prints)?, "");
    Ok(())
}

/// Statements other than `mod` and `use`.
fn logic(source: &Source) -> Vec<String> {
    let mut logic = Vec::new();
    let name = source.path.rsplit('/').next();
    if name != Some("mod.rs") && name != Some("lib.rs") {
        return logic;
    }
    for statement in source.code.split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        let plain = match words.as_slice() {
            [] => true,
            [visibility, keyword, ..] if visibility.starts_with("pub") => {
                ["mod", "use"].contains(keyword)
            }
            [keyword, ..] => ["mod", "use"].contains(keyword),
        };
        let block = words.contains(&"mod") && words.contains(&"{");
        if !plain || block {
            logic.push(format!("{}: {}", source.path, words.join(" ")));
        }
    }
    logic
}

#[test]
fn mod_files_hold_modules_and_uses_only() -> Outcome {
    assert_eq!(places(logic)?, "");
    Ok(())
}

fn undocumented(source: &Source) -> Vec<String> {
    let documented = source.text.starts_with("//! ");
    (!documented)
        .then(|| source.path.clone())
        .into_iter()
        .collect()
}

#[test]
fn every_file_says_first_what_it_is() -> Outcome {
    assert_eq!(places(undocumented)?, "");
    for source in sources("tests")? {
        assert!(source.text.starts_with("//! "), "{}", source.path);
    }
    Ok(())
}

/// A literal of several lines cannot be broken: what labcost prints is as wide as it is.
fn wide_lines(source: &Source) -> Vec<String> {
    let lines = source.text.lines().enumerate();
    let wide = lines
        .filter(|(number, line)| line.chars().count() > COLUMNS_MAX && !source.is_literal(*number));
    wide.map(|(number, line)| format!("{} has {}", source.place(number), line.chars().count()))
        .collect()
}

#[test]
fn no_line_is_wider_than_100_columns() -> Outcome {
    let mut wide = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        wide.extend(sources(folder)?.iter().flat_map(wide_lines));
    }
    assert_eq!(wide.join("\n"), "");
    Ok(())
}

/// Functions from `fn` to the closing brace.
fn long_functions(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.code.lines().collect();
    let mut long = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        if has_word(line, "fn") && !line.trim_end().ends_with(';') {
            let length = end_of_block(&lines, first) - first + 1;
            if length > FUNCTION_LINES_MAX {
                long.push(format!("{} has {length} lines", source.place(first)));
            }
        }
    }
    long
}

#[test]
fn no_function_is_longer_than_70_lines() -> Outcome {
    assert_eq!(places(long_functions)?, "");
    Ok(())
}

fn long_files(source: &Source) -> Vec<String> {
    let length = source.product_lines().count();
    let long = length > FILE_LINES_MAX;
    long.then(|| format!("{} has {length} lines", source.path))
        .into_iter()
        .collect()
}

#[test]
fn no_file_is_longer_than_500_lines_without_its_tests() -> Outcome {
    assert_eq!(places(long_files)?, "");
    Ok(())
}

#[test]
fn each_rule_finds_what_it_is_for() {
    type Rule = fn(&Source) -> Vec<String>;
    let long = |number: usize| format!("fn f() {{\n{}}}\n", "    g();\n".repeat(number));
    let cases: [(Rule, &str, String); 13] = [
        (floats, "a.rs", "let x: f64 = y;".to_owned()),
        (floats, "a.rs", "let x = 0.5;".to_owned()),
        (stops_and_prints, "a.rs", "fn f() { x.unwrap() }".to_owned()),
        (
            stops_and_prints,
            "a.rs",
            "fn f() { x.expect(\"y\") }".to_owned(),
        ),
        (
            stops_and_prints,
            "a.rs",
            "fn f() { panic!(\"y\") }".to_owned(),
        ),
        (
            stops_and_prints,
            "a.rs",
            "fn f() { println!(\"y\") }".to_owned(),
        ),
        (logic, "a/mod.rs", "mod b;\nfn f() {}".to_owned()),
        (logic, "a/mod.rs", "const A: u8 = 1;".to_owned()),
        (undocumented, "a.rs", "use b;".to_owned()),
        (wide_lines, "a.rs", format!("// {}", "x".repeat(98))),
        (long_functions, "a.rs", long(69)),
        (long_files, "a.rs", "fn f() {}\n".repeat(501)),
        (
            floats,
            "a.rs",
            "#[cfg(test)]\nmod tests {\n    const X: f32 = Y;\n}".to_owned(),
        ),
    ];
    for (rule, path, code) in cases {
        assert_eq!(rule(&Source::new(path, &code)).len(), 1, "{path}: {code}");
    }
}

#[test]
fn each_rule_lets_through_what_is_fine() {
    let code = "//! f64 and .unwrap() in words, and 0.5\n#[expect(dead_code, reason = \"x\")]\n\
                fn f() { g(\"println!\", pair.0.1, 1..2, unwrap_or_default()) }\n\
                forward_to_deserialize_any! { f64 }\n\
                #[cfg(test)]\nmod tests {\n    fn t() { x.unwrap() }\n}\n";
    let source = Source::new("a.rs", code);
    for rule in [
        floats,
        stops_and_prints,
        undocumented,
        wide_lines,
        long_functions,
        long_files,
    ] {
        assert_eq!(rule(&source), [""; 0]);
    }
    let module = Source::new(
        "a/mod.rs",
        "//! Docs.\n\nmod b;\npub mod c;\n\npub use b::{D, E};\n",
    );
    assert_eq!(logic(&module), [""; 0]);
    let wide = format!("let x = r\"\n{}\n\";", "x".repeat(120));
    assert_eq!(wide_lines(&Source::new("a.rs", &wide)), [""; 0]);
}
