using Ploutos.Release;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>The licences of what is shipped, and the recorded hashes of the scripts.</summary>
public sealed class NoticeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_notices_are_those_of_the_restored_packages_and_scripts() =>
        Assert.Equal(
            NoticeFile.Text(TestPaths.Repository),
            File.ReadAllText(Path.Combine(TestPaths.Repository, NoticeFile.Name))
        );

    [Fact]
    public void Every_bundled_file_has_its_recorded_hash() =>
        Assert.All(
            BundledScript.Read(TestPaths.Repository),
            script =>
                Assert.Equal(
                    new SortedDictionary<string, string>(script.Files.ToDictionary(), StringComparer.Ordinal),
                    BundledScript.HashesIn(Path.Combine(TestPaths.Repository, script.Folder))
                )
        );

    [Fact]
    public void Every_folder_of_foreign_scripts_is_recorded()
    {
        string[] found =
        [
            .. Directory.GetDirectories(Path.Combine(TestPaths.Repository, "src/Ploutos.Web/wwwroot/vendor")),
            .. Directory.GetDirectories(Path.Combine(TestPaths.Repository, "src/Ploutos.Research/Reports/assets")),
        ];
        Assert.Equal(
            found.Select(f => Path.GetRelativePath(TestPaths.Repository, f)).Order(StringComparer.Ordinal),
            BundledScript.Read(TestPaths.Repository).Select(s => s.Folder).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_changed_file_has_another_hash()
    {
        File.WriteAllText(_folder.File("script.js"), "let a = 1;");
        string before = BundledScript.HashesIn(_folder.Path)["script.js"];
        File.WriteAllText(_folder.File("script.js"), "let a = 2;");
        Assert.NotEqual(before, BundledScript.HashesIn(_folder.Path)["script.js"]);
    }

    [Fact]
    public void A_licence_without_any_text_is_refused() =>
        Assert.Contains(
            "Package is under Unheard-1.0",
            Assert
                .Throws<ReleaseException>(() =>
                    new LicenceTexts(_folder.Path).Of("Package", "Unheard-1.0", [new("some notices", IsLicence: false)])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_shipped_package_that_the_bill_of_materials_lacks_is_refused()
    {
        File.WriteAllText(_folder.File("bill.json"), """{"components":[]}""");
        File.WriteAllText(_folder.File(NoticeFile.Name), "");
        File.WriteAllText(
            _folder.File("ploutos.deps.json"),
            """
            {"targets":{"net10.0":{"Unlisted/1.0.0":{"runtime":{"lib/Unlisted.dll":{}}}}},
             "libraries":{"Unlisted/1.0.0":{"type":"package"}}}
            """
        );
        ReleaseException refused = Assert.Throws<ReleaseException>(() =>
            SoftwareBill.Complete(TestPaths.Repository, _folder.File("bill.json"), _folder.Path)
        );
        Assert.StartsWith("pkg:nuget/Unlisted@1.0.0 is shipped", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
