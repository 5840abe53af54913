using Ploutos.Release;

// What a release says of its own contents. eng/update-notices.sh and deploy/release.sh run it.
try
{
    switch (args)
    {
        case ["notices", string repository]:
            File.WriteAllText(Path.Combine(repository, NoticeFile.Name), NoticeFile.Text(repository));
            return 0;
        case ["complete-sbom", string repository, string sbom, string published]:
            SoftwareBill.Complete(repository, sbom, published);
            return 0;
        default:
            Console.Error.WriteLine(
                """
                usage: release notices REPOSITORY                         writes THIRD-PARTY-NOTICES.txt
                       release complete-sbom REPOSITORY SBOM PUBLISHED    adds bundled scripts and .NET to a CycloneDX
                                                                          file, and checks it and the notices against
                                                                          the published folder
                """
            );
            return 2;
    }
}
catch (ReleaseException failure)
{
    Console.Error.WriteLine($"release: {failure.Message}");
    return 1;
}
