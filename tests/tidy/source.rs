//! Rust files as text, with comments and strings told from code.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) type Outcome = Result<(), Box<dyn Error>>;
pub(crate) type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A Rust file.
pub(crate) struct Source {
    /// Its path below the root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Its text with a space for each character of a comment or a literal: same lines, same
    /// columns.
    pub(crate) code: String,
    /// The lines of its `#[cfg(test)]` modules, from 0.
    tests: Vec<std::ops::RangeInclusive<usize>>,
    /// The lines that begin within a literal, from 0.
    in_literal: Vec<usize>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, in_literal) = code(text);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tests: test_modules(&code),
            code,
            in_literal,
        }
    }

    /// `path:line`, from 1, as editors open it.
    pub(crate) fn place(&self, line: usize) -> String {
        format!("{}:{}", self.path, line + 1)
    }

    pub(crate) fn is_test(&self, line: usize) -> bool {
        self.tests.iter().any(|lines| lines.contains(&line))
    }

    /// Whether this line begins within a literal, where it cannot be broken.
    pub(crate) fn is_literal(&self, line: usize) -> bool {
        self.in_literal.binary_search(&line).is_ok()
    }

    /// The lines of code with their numbers, from 0.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate()
    }

    /// The lines of code that are not in a test module.
    pub(crate) fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code_lines().filter(|(line, _)| !self.is_test(*line))
    }
}

/// The Rust files below a folder of the source tree, in order.
pub(crate) fn sources(folder: &str) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    files(&root().join(folder), &mut paths)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root())?.display().to_string();
        sources.push(Source::new(
            &name.replace('\\', "/"),
            &fs::read_to_string(&path)?,
        ));
    }
    Ok(sources)
}

/// The files below a folder; the folder itself if it is a file; nothing if it is not there.
pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    if folder.is_file() {
        found.push(folder.to_owned());
    } else if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            files(&entry?.path(), found)?;
        }
    }
    Ok(())
}

/// Where a reader of Rust is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Code,
    LineComment,
    /// With its depth: block comments nest.
    BlockComment(usize),
    Text,
    /// With its number of hashes.
    RawText(usize),
}

/// The code with blanks for comments and literals, and the lines that begin within a literal.
fn code(text: &str) -> (String, Vec<usize>) {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut in_literal = Vec::new();
    let mut state = In::Code;
    let mut place = 0;
    let mut line = 0;
    while let Some(&character) = characters.get(place) {
        let (next, length, keep) = step(state, &characters[place..]);
        for &passed in &characters[place..(place + length).min(characters.len())] {
            if passed == '\n' {
                line += 1;
                if matches!(next, In::Text | In::RawText(_)) {
                    in_literal.push(line);
                }
            }
            let blank = if passed == '\n' { '\n' } else { ' ' };
            code.push(if keep { passed } else { blank });
        }
        debug_assert!(length > 0, "{character}");
        state = next;
        place += length;
    }
    (code, in_literal)
}

/// The next state, how many characters that takes, and whether they are code.
fn step(state: In, rest: &[char]) -> (In, usize, bool) {
    let begins = |text: &str| {
        let mut characters = text.chars().enumerate();
        characters.all(|(place, character)| rest.get(place) == Some(&character))
    };
    match state {
        In::Code if begins("//") => (In::LineComment, 2, false),
        In::Code if begins("/*") => (In::BlockComment(1), 2, false),
        In::Code if begins("\"") => (In::Text, 1, false),
        In::Code if begins("r\"") || begins("r#") => raw_text(rest),
        In::Code if begins("'") => (In::Code, character_literal(rest), rest.get(2) == Some(&'_')),
        In::Code => (In::Code, word(rest), true),
        In::LineComment if begins("\n") => (In::Code, 1, false),
        In::BlockComment(1) if begins("*/") => (In::Code, 2, false),
        In::BlockComment(depth) if begins("*/") => (In::BlockComment(depth - 1), 2, false),
        In::BlockComment(depth) if begins("/*") => (In::BlockComment(depth + 1), 2, false),
        In::Text if begins("\\") => (In::Text, 2, false),
        In::Text if begins("\"") => (In::Code, 1, false),
        In::RawText(hashes) if begins(&format!("\"{}", "#".repeat(hashes))) => {
            (In::Code, 1 + hashes, false)
        }
        other => (other, 1, false),
    }
}

/// A whole word at once, so that the `r` of `for"` or of an identifier begins no raw text.
fn word(rest: &[char]) -> usize {
    let is_word = |character: &&char| character.is_alphanumeric() || **character == '_';
    let prefix = matches!(rest, ['b' | 'c', 'r' | '"' | '\'', ..]);
    if prefix {
        return 1;
    }
    rest.iter().take_while(is_word).count().max(1)
}

fn raw_text(rest: &[char]) -> (In, usize, bool) {
    let hashes = rest[1..]
        .iter()
        .take_while(|character| **character == '#')
        .count();
    if rest.get(1 + hashes) == Some(&'"') {
        (In::RawText(hashes), 2 + hashes, false)
    } else {
        // A raw identifier such as `r#type`.
        (In::Code, 2, true)
    }
}

/// The length of `'x'` or `'\u{1b}'`; 1 for the apostrophe of a lifetime.
fn character_literal(rest: &[char]) -> usize {
    match rest {
        [_, '\\', escaped @ ..] => {
            let close = escaped
                .iter()
                .skip(1)
                .position(|character| *character == '\'');
            close.map_or(1, |close| close + 4)
        }
        [_, _, '\'', ..] => 3,
        _ => 1,
    }
}

/// The lines of each `#[cfg(test)]` module, from its attribute to its closing brace.
fn test_modules(code: &str) -> Vec<std::ops::RangeInclusive<usize>> {
    let lines: Vec<&str> = code.lines().collect();
    let mut modules = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            modules.push(first..=end_of_block(&lines, first));
        }
    }
    modules
}

/// The line of the brace that closes the first block after a line; the line of a `;` before any
/// brace.
pub(crate) fn end_of_block(lines: &[&str], first: usize) -> usize {
    let mut depth = 0_usize;
    for (number, line) in lines.iter().enumerate().skip(first) {
        for character in line.chars() {
            match character {
                '{' => depth += 1,
                '}' if depth <= 1 => return number,
                '}' => depth -= 1,
                ';' if depth == 0 && number > first => return number,
                _ => {}
            }
        }
    }
    lines.len()
}

#[test]
fn comments_and_literals_are_no_code() {
    let text =
        "let a = \"// f64\"; // f64\nlet b = 'f'; /* f64 /* f64 */ f64 */ c(r#\"\"f64\"\"#);\n";
    let source = Source::new("x.rs", text);
    assert!(!source.code.contains("f64"), "{}", source.code);
    assert!(source.code.contains("let a =") && source.code.contains("c("));
    assert_eq!(source.code.lines().count(), 2);
}

#[test]
fn lifetimes_and_quotes_do_not_swallow_code() {
    let text = "fn f<'a>(x: &'a str) { g('\"', '\\'', b'\"', '\\u{1b}', \"\\\"\") } struct After;";
    let source = Source::new("x.rs", text);
    assert!(source.code.contains("struct After;"), "{}", source.code);
    assert!(source.code.contains("(x: &"), "{}", source.code);
}

#[test]
fn a_text_of_several_lines_is_known() {
    let source = Source::new("x.rs", "let a = r\"\n  one\n  two\n\";\nlet b = 1;\n");
    let within: Vec<usize> = (0..5).filter(|line| source.is_literal(*line)).collect();
    assert_eq!(within, [1, 2, 3]);
}

#[test]
fn test_modules_end_where_their_brace_closes() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { \"}\" }\n}\nfn c() {}\n";
    let source = Source::new("x.rs", text);
    let product: Vec<usize> = source.product_lines().map(|(line, _)| line).collect();
    assert_eq!(product, [0, 5]);
}
