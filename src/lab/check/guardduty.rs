//! Checks GuardDuty detectors.

use super::guess::Checker;
use crate::lab::file::{
    GuardDutyFile, MalwareProtectionFile, RdsProtectionFile, RuntimeMonitoringFile,
};
use crate::lab::keyword::Name;
use crate::lab::yaml::{Attempt, Written};
use crate::resource::Running;
use crate::resource::guardduty::{Detector, Monitored};

/// A detector whose watched tasks are still names.
pub(super) struct Unresolved {
    pub(super) detector: Detector,
    pub(super) fargate_tasks: Vec<Written<Name>>,
}

/// A detector, or faults.
pub(super) fn detector(checker: &mut Checker<'_>, file: GuardDutyFile) -> Unresolved {
    let mut detector = Detector {
        cloudtrail_events: checker.guess("cloudtrail_events", file.cloudtrail_events),
        flow_and_dns_logs_gb: checker.guess("flow_and_dns_logs", file.flow_and_dns_logs),
        s3_data_events: checker.guess("s3_data_events", file.s3_data_events),
        eks_audit_log_events: checker.guess("eks_audit_log_events", file.eks_audit_log_events),
        lambda_network_logs_gb: checker.guess("lambda_network_logs", file.lambda_network_logs),
        ..Detector::default()
    };
    let fargate_tasks = match file.runtime_monitoring {
        Some(Attempt(Some(runtime))) => runtime_monitoring(checker, &mut detector, runtime),
        _ => Vec::new(),
    };
    if let Some(Attempt(Some(rds))) = file.rds_protection {
        rds_protection(checker, &mut detector, rds);
    }
    if let Some(Attempt(Some(malware))) = file.malware_protection {
        let MalwareProtectionFile {
            ebs_scans,
            s3_scans,
            s3_objects,
        } = malware;
        detector.ebs_malware_scan_gb = checker.guess("ebs_scans", ebs_scans);
        detector.s3_malware_scan_gb = checker.guess("s3_scans", s3_scans);
        detector.s3_malware_scan_objects = checker.guess("s3_objects", s3_objects);
    }
    Unresolved {
        detector,
        fargate_tasks,
    }
}

fn runtime_monitoring(
    checker: &mut Checker<'_>,
    detector: &mut Detector,
    file: RuntimeMonitoringFile,
) -> Vec<Written<Name>> {
    let running = checker
        .guess("schedule", file.schedule)
        .unwrap_or(Running::Always);
    let monitored = |units| Monitored { units, running };
    detector.ec2_vcpus = checker.guess("ec2_vcpus", file.ec2_vcpus).map(monitored);
    detector.eks_vcpus = checker.guess("eks_vcpus", file.eks_vcpus).map(monitored);
    file.fargate_tasks.0.unwrap_or_default()
}

fn rds_protection(checker: &mut Checker<'_>, detector: &mut Detector, file: RdsProtectionFile) {
    let running = checker
        .guess("schedule", file.schedule)
        .unwrap_or(Running::Always);
    let monitored = |units| Monitored { units, running };
    let vcpus = checker.guess("vcpus", file.vcpus).map(monitored);
    let engine_given = file.engine.is_some();
    let engine = checker.take(file.engine);
    detector.rds = engine.zip(vcpus);
    if vcpus.is_some() && !engine_given {
        checker.missing(
            "rds_protection: engine",
            "the price depends on it: `mysql` or `postgresql`",
        );
    }
    detector.aurora_capacity_units = checker
        .guess("aurora_capacity_units", file.aurora_capacity_units)
        .map(monitored);
}
