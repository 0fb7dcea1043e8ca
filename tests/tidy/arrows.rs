//! The arrows between the crate's modules go one way.

use crate::source::{Outcome, Source, sources};

/// Modules that know nothing of the others but each other.
const LEAVES: [&str; 8] = [
    "exact", "money", "nearest", "period", "region", "service", "spread", "unit",
];

/// Every other module, and what it may use besides the leaves and itself.
const MAY_USE: [(&str, &[&str]); 7] = [
    ("price", &[]),
    ("usage", &[]),
    ("resource", &["usage"]),
    ("lab", &["usage", "resource"]),
    ("estimate", &["usage", "resource", "lab", "price"]),
    ("report", &["usage", "resource", "lab", "price", "estimate"]),
    (
        "cli",
        &["usage", "resource", "lab", "price", "estimate", "report"],
    ),
];

/// Whether a module may use another; `None` if this table does not know the module.
fn may_use(module: &str, other: &str) -> Option<bool> {
    if module == other {
        return Some(true);
    }
    if LEAVES.contains(&module) {
        return Some(LEAVES.contains(&other));
    }
    let (_, others) = MAY_USE.iter().find(|(name, _)| *name == module)?;
    Some(LEAVES.contains(&other) || others.contains(&other))
}

/// The module path of a file: `src/lab/check/mod.rs` is `["lab", "check"]`.
fn module_path(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| *part != "mod").collect()
}

/// What stands at the beginning of a path: an identifier, or those of a group.
fn heads(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        let is_word = |character: &char| character.is_alphanumeric() || *character == '_';
        text.trim_start().chars().take_while(is_word).collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let mut heads = vec![word(group)];
    let mut depth = 0_usize;
    for (place, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(word(&group[place + 1..])),
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty() && head != "self");
    heads
}

/// The crate's modules that a file names, each with the place of the name in the code.
fn named(source: &Source) -> Vec<(usize, String)> {
    let code = &source.code;
    let mut named = Vec::new();
    for (place, found) in code.match_indices("crate::") {
        let before = code[..place].chars().next_back();
        if before.is_none_or(|before| !before.is_alphanumeric() && before != '_') {
            let heads = heads(&code[place + found.len()..]);
            named.extend(heads.into_iter().map(|head| (place, head)));
        }
    }
    // As many `super::` as the file lies deep reach the crate's root; a test module lies one
    // deeper.
    let depth = module_path(&source.path).len();
    let mut place = 0;
    while let Some(found) = code[place..].find("super::") {
        let start = place + found;
        let mut end = start;
        let mut supers = 0;
        while let Some(rest) = code[end..].strip_prefix("super::") {
            end = code.len() - rest.len();
            supers += 1;
        }
        let line = code[..start].matches('\n').count();
        if supers >= depth + usize::from(source.is_test(line)) {
            named.extend(heads(&code[end..]).into_iter().map(|head| (start, head)));
        }
        place = end;
    }
    named
}

/// Every wrong arrow of a file, as a sentence.
fn wrong_arrows(source: &Source) -> Vec<String> {
    let path = module_path(&source.path);
    let Some(module) = path
        .first()
        .filter(|module| !["lib", "main"].contains(module))
    else {
        return Vec::new();
    };
    let mut wrong = Vec::new();
    for (place, other) in named(source) {
        let place = source.place(source.code[..place].matches('\n').count());
        match may_use(module, &other) {
            Some(true) => {}
            Some(false) => wrong.push(format!("{place}: `{module}` must not use `{other}`")),
            None => wrong.push(format!("{place}: `{module}` has no place among the arrows")),
        }
    }
    wrong
}

#[test]
fn arrows_between_modules_go_one_way() -> Outcome {
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for source in sources("src")? {
        arrows += named(&source).len();
        wrong.extend(wrong_arrows(&source));
    }
    assert!(arrows > 100, "only {arrows} arrows were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_module_of_the_crate_has_its_place() -> Outcome {
    for source in sources("src")? {
        let path = module_path(&source.path);
        if let [module, ..] = path.as_slice() {
            let known = ["lib", "main"].contains(module) || may_use(module, "exact").is_some();
            assert!(known, "{} has no place among the arrows", source.path);
        }
    }
    Ok(())
}

#[test]
fn a_wrong_arrow_is_found() {
    let cases = [
        ("src/resource/fargate.rs", "use crate::price::PriceBook;"),
        ("src/price/book.rs", "use crate::usage::UsageLine;"),
        (
            "src/money.rs",
            "use crate::{exact::Exact, price::{Tier, Tiers}};",
        ),
        (
            "src/estimate/engine.rs",
            "fn f() { crate::report::explanation_text(&[]) }",
        ),
        ("src/usage.rs", "use super::lab::Lab;"),
        (
            "src/lab/check/lab.rs",
            "use super::super::super::estimate::Estimate;",
        ),
        (
            "src/exact.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::price::Tier;\n}",
        ),
        ("src/weather.rs", "use crate::exact::Exact;"),
    ];
    for (path, code) in cases {
        let wrong = wrong_arrows(&Source::new(path, code));
        assert_eq!(wrong.len(), 1, "{path}: {code}: {wrong:?}");
    }
}

#[test]
fn a_right_arrow_is_let_through() {
    let cases = [
        (
            "src/resource/fargate.rs",
            "//! [`crate::price`]\nuse crate::usage::UsageLine;",
        ),
        (
            "src/lab/check/lab.rs",
            "use super::super::file::LabFile;\nuse crate::lab::yaml::Fault;",
        ),
        (
            "src/exact.rs",
            "#[cfg(test)]\nmod tests {\n    use super::*;\n}",
        ),
        (
            "src/report/table.rs",
            "use crate::{estimate::Estimate, exact::{self, Exact}};",
        ),
        ("src/cli/run.rs", "use crate::report::Report;"),
        ("src/lib.rs", "pub use crate::cli::main;"),
    ];
    for (path, code) in cases {
        assert!(
            wrong_arrows(&Source::new(path, code)).is_empty(),
            "{path}: {code}"
        );
    }
}
