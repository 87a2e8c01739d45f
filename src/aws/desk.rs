//! The optional calls to Amazon Connect: who scans the files, what is taken at all, and what
//! a user is called. Nothing that a job needs depends on them.

use aws_sdk_connect::types::{AttachmentScope, IntegrationType};

use super::Aws;
use super::call::{DESCRIBE_FILES_CONFIGURATION, DESCRIBE_USER, FIND_SCANNERS};
use super::convert_desk as convert;
use crate::domain::{
    Failure, FailureKind, InstanceId, Person, Scanner, Scope, UploadRules, UserId,
};

impl Aws {
    /// Who scans the files of an instance, by `ListIntegrationAssociations`; nobody when no
    /// scanner is set up.
    pub async fn scanners(&self, instance: &InstanceId) -> Result<Vec<Scanner>, Failure> {
        let listed = self.associations(&FIND_SCANNERS, instance, &IntegrationType::FileScanner);
        Ok(listed.await?.iter().filter_map(convert::scanner).collect())
    }

    /// What an instance takes in one scope, by `DescribeAttachedFilesConfiguration`; none when
    /// nothing was ever set for it.
    pub async fn upload_rules(
        &self,
        instance: &InstanceId,
        scope: Scope,
    ) -> Result<Option<UploadRules>, Failure> {
        let scope = AttachmentScope::from(scope.service_word());
        let answer = self
            .ask(&DESCRIBE_FILES_CONFIGURATION, |aws| {
                aws.connect
                    .describe_attached_files_configuration()
                    .instance_id(instance.raw())
                    .attachment_scope(scope.clone())
                    .send()
            })
            .await;
        match answer {
            Ok(answer) => {
                let configuration = answer.attached_files_configuration();
                Ok(configuration.map(convert::upload_rules))
            }
            Err(failure) if failure.kind == FailureKind::NotFound => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// What a Connect user is called, by `DescribeUser`; none when there is no such user any
    /// more.
    pub async fn person(
        &self,
        instance: &InstanceId,
        user: &UserId,
    ) -> Result<Option<Person>, Failure> {
        let answer = self
            .ask(&DESCRIBE_USER, |aws| {
                aws.connect
                    .describe_user()
                    .instance_id(instance.raw())
                    .user_id(user.raw())
                    .send()
            })
            .await;
        match answer {
            Ok(answer) => Ok(answer.user().and_then(convert::person)),
            Err(failure) if failure.kind == FailureKind::NotFound => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}
